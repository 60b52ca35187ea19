import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { required } from './environment.ts';
import { env } from './names.ts';

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

/** Keeps a payload that is too long for a message or an item under this key. Putting it again changes nothing. */
export async function putObject(key: string, body: Uint8Array): Promise<void> {
  await archiveClient().send(new PutObjectCommand({ Bucket: required(env.archiveBucket), Key: key, Body: body }));
}

/** The text of an archived payload. Throws when there is none. */
export async function getObject(key: string): Promise<string> {
  const { Body } = await archiveClient().send(new GetObjectCommand({ Bucket: required(env.archiveBucket), Key: key }));
  if (Body === undefined) throw new Error('the archived payload has no body');
  return Body.transformToString('utf-8');
}
