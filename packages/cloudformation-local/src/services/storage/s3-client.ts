/** The few S3 calls that the local run makes itself. Keys are plain text; an error says operation, bucket and answer. */
export interface S3Client {
  createBucket(bucket: string): Promise<void>;
  put(bucket: string, key: string, body: Uint8Array | string, headers?: Record<string, string>): Promise<void>;
  list(bucket: string, prefix: string): Promise<string[]>;
  remove(bucket: string, key: string): Promise<void>;
}

/** The emulator wants a signature, but does not check it. */
export function s3Client(endpoint: string, region: string): S3Client {
  const authorization = `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/s3/aws4_request, SignedHeaders=host, Signature=0`;

  async function call(method: string, path: string, body?: Uint8Array | string, headers: Record<string, string> = {}) {
    const request = { method, headers: { ...headers, authorization } };
    const response = await fetch(
      `${endpoint}${path}`,
      body === undefined ? request : { ...request, body: Buffer.from(body) },
    );
    const text = await response.text();
    const there = method === 'PUT' && text.includes('BucketAlreadyOwnedByYou');
    if (!response.ok && !there) throw new Error(`S3 ${method} ${path}: ${response.status} ${text}`);
    return text;
  }

  return {
    async createBucket(bucket) {
      await call('PUT', `/${bucket}`);
    },
    async put(bucket, key, body, headers) {
      await call('PUT', objectPath(bucket, key), body, { 'content-type': 'application/octet-stream', ...headers });
    },
    async list(bucket, prefix) {
      const keys: string[] = [];
      let token: string | undefined;
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix, ...(token && { 'continuation-token': token }) });
        const text = await call('GET', `/${bucket}?${query.toString()}`);
        keys.push(...[...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map((found) => unescapeXml(found[1] ?? '')));
        token = /<NextContinuationToken>([^<]*)</.exec(text)?.[1];
      } while (token !== undefined);
      return keys;
    },
    async remove(bucket, key) {
      await call('DELETE', objectPath(bucket, key));
    },
  };
}

function objectPath(bucket: string, key: string): string {
  return `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
