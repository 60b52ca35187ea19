import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { required } from '../environment.ts';
import { env } from '../names.ts';

let s3: S3Client | undefined;

/** Path style, since a bucket is no host name on one machine. */
function archiveClient(): S3Client {
  s3 ??= new S3Client({
    maxAttempts: 3,
    forcePathStyle: true,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  });
  return s3;
}

/**
 * Keeps a payload that is too long for a message or an item, or was refused, under this key. Putting it again changes nothing.
 * `reason` is kept beside it: why it is here.
 */
export async function putObject(key: string, body: Uint8Array, reason?: string): Promise<void> {
  const Metadata = reason === undefined ? undefined : { reason: reason.replace(/[^\x20-\x7e]+/g, ' ').trim() };
  const Bucket = required(env.archiveBucket);
  await archiveClient().send(new PutObjectCommand({ Bucket, Key: key, Body: body, ...(Metadata && { Metadata }) }));
}

/** The text of an archived payload. Throws when there is none. */
export async function getObject(key: string): Promise<string> {
  const { Body } = await archiveClient().send(new GetObjectCommand({ Bucket: required(env.archiveBucket), Key: key }));
  if (Body === undefined) throw new Error('the archived payload has no body');
  return Body.transformToString('utf-8');
}
