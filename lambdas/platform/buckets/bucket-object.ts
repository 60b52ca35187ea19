import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';

/** What lies under a key: the text, or why there is none. */
export type FoundObject = { readonly text: string } | { readonly gone: true } | { readonly tooLong: true };

let client: S3Client | undefined;

/** The container's client for buckets that are not our own. Path style, since a bucket is no host name on one machine. */
export function bucketClient(): S3Client {
  client ??= new S3Client({
    maxAttempts: 3,
    forcePathStyle: true,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
  return client;
}

/** Reads an object as UTF-8, unless it has more bytes than that: then none of it. */
export async function readBucketObject(bucket: string, key: string, mostBytes: number): Promise<FoundObject> {
  try {
    const { Body, ContentLength = 0 } = await bucketClient().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (Body === undefined) return { text: '' };
    if (ContentLength > mostBytes) {
      // Ends the connection: the rest is not wanted.
      await Body.transformToWebStream().cancel();
      return { tooLong: true };
    }
    return { text: await Body.transformToString('utf-8') };
  } catch (error) {
    if (error instanceof NoSuchKey) return { gone: true };
    throw error;
  }
}
