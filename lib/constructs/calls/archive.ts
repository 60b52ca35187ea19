import { Grant } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as z from 'zod';
import type { HandlerFunction } from '../function.ts';

/** Days that a payload is kept: longer than the year in which records are still corrected. */
const archiveDays = 400;

/** Payloads that are too long for a message or an item, and those that a stream gave up. */
export class Archive extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, // a first deployment that fails takes it away again
      lifecycleRules: [{ expiration: Duration.days(archiveDays) }],
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Only the functions of this stack reach it, and their own logs tell what they did.',
    });
  }

  /** Allows exactly this action on the payloads under the prefix, which ends with a slash. */
  allow(worker: HandlerFunction, action: 'GetObject' | 'PutObject', prefix: string): void {
    Grant.addToPrincipal({
      grantee: worker,
      actions: [`s3:${action}`],
      resourceArns: [this.bucket.arnForObjects(`${prefix}*`)],
    });
    const bucket = Stack.of(this).getLogicalId(z.instanceof(CfnBucket).parse(this.bucket.node.defaultChild));
    worker.acknowledgeWildcard(
      `<${bucket}.Arn>/${prefix}*`,
      'Keys are made from day and content: only their prefix is known.',
    );
  }
}
