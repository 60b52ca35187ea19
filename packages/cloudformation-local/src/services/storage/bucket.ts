import * as z from 'zod';
import type { ResourceType } from '../../resource-type.ts';
import { tags } from '../tags.ts';
import type { S3Client } from './s3-client.ts';

const transition = z.strictObject({
  StorageClass: z.string(),
  TransitionInDays: z.number().optional(),
  TransitionDate: z.string().optional(),
});

const lifecycleRule = z.strictObject({
  Id: z.string().optional(),
  Status: z.enum(['Enabled', 'Disabled']),
  Prefix: z.string().optional(),
  ExpirationInDays: z.number().optional(),
  ExpirationDate: z.string().optional(),
  ExpiredObjectDeleteMarker: z.boolean().optional(),
  AbortIncompleteMultipartUpload: z.strictObject({ DaysAfterInitiation: z.number() }).optional(),
  NoncurrentVersionExpiration: z
    .strictObject({ NoncurrentDays: z.number(), NewerNoncurrentVersions: z.number().optional() })
    .optional(),
  Transitions: z.array(transition).optional(),
  TagFilters: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
  ObjectSizeGreaterThan: z.string().optional(),
  ObjectSizeLessThan: z.string().optional(),
});

const encryptionRule = z.strictObject({
  BucketKeyEnabled: z.boolean().optional(),
  ServerSideEncryptionByDefault: z
    .strictObject({
      SSEAlgorithm: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']),
      KMSMasterKeyID: z.string().optional(),
    })
    .optional(),
});

const corsRule = z.strictObject({
  Id: z.string().optional(),
  AllowedHeaders: z.array(z.string()).optional(),
  AllowedMethods: z.array(z.enum(['GET', 'PUT', 'HEAD', 'POST', 'DELETE'])),
  AllowedOrigins: z.array(z.string()),
  ExposedHeaders: z.array(z.string()).optional(),
  MaxAge: z.number().optional(),
});

const properties = z.strictObject({
  BucketName: z.string().optional(),
  // No meaning locally: access, encryption, expiry and versions.
  BucketEncryption: z.strictObject({ ServerSideEncryptionConfiguration: z.array(encryptionRule) }).optional(),
  PublicAccessBlockConfiguration: z
    .strictObject({
      BlockPublicAcls: z.boolean().optional(),
      BlockPublicPolicy: z.boolean().optional(),
      IgnorePublicAcls: z.boolean().optional(),
      RestrictPublicBuckets: z.boolean().optional(),
    })
    .optional(),
  OwnershipControls: z
    .strictObject({
      Rules: z.array(
        z.strictObject({
          ObjectOwnership: z.enum(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter']).optional(),
        }),
      ),
    })
    .optional(),
  AccessControl: z
    .enum(['Private', 'PublicRead', 'LogDeliveryWrite', 'BucketOwnerFullControl', 'AwsExecRead'])
    .optional(),
  LifecycleConfiguration: z.strictObject({ Rules: z.array(lifecycleRule) }).optional(),
  VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
  CorsConfiguration: z.strictObject({ CorsRules: z.array(corsRule) }).optional(),
  LoggingConfiguration: z
    .strictObject({ DestinationBucketName: z.string().optional(), LogFilePrefix: z.string().optional() })
    .optional(),
  Tags: tags,
});

/** `AWS::S3::Bucket`: a bucket of the local S3, reached path-style. */
export function bucketType(s3: S3Client): ResourceType<z.infer<typeof properties>> {
  return {
    type: 'AWS::S3::Bucket',
    properties,
    async create({ physicalName, properties: { BucketName } }, machine) {
      const name = BucketName ?? physicalName.toLowerCase().slice(0, 63).replace(/-$/, '');
      await s3.createBucket(name);
      const domain = `${name}.s3.${machine.region}.amazonaws.com`;
      return {
        ref: name,
        attributes: {
          Arn: `arn:aws:s3:::${name}`,
          DomainName: `${name}.s3.amazonaws.com`,
          RegionalDomainName: domain,
          DualStackDomainName: `${name}.s3.dualstack.${machine.region}.amazonaws.com`,
        },
      };
    },
  };
}
