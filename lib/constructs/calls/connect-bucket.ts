import { Grant } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { HandlerFunction } from '../function.ts';

/** Where the instance keeps recordings, and what Contact Lens makes of them. It is not the stack's. */
export interface ConnectBucket {
  readonly name: string;
  /** The KMS key that encrypts it, if it is one of the account's own. */
  readonly keyArn: string | undefined;
}

/** Allows to read what lies in that bucket, and nothing else of S3. */
export function allowReading(reader: HandlerFunction, { name, keyArn }: ConnectBucket): void {
  const objects = `arn:${Stack.of(reader).partition}:s3:::${name}/*`;
  Grant.addToPrincipal({ grantee: reader, actions: ['s3:GetObject'], resourceArns: [objects] });
  reader.acknowledgeWildcard(objects, 'Amazon Connect names each file after its contact, under a prefix of its own.');
  if (keyArn === undefined) return;
  Grant.addToPrincipal({ grantee: reader, actions: ['kms:Decrypt'], resourceArns: [keyArn] });
}
