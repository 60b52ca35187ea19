import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { bucketClient } from './bucket-object.ts';

/** A link to an object of S3 that is good for so many seconds from `now` (ms), for whoever has it. */
export async function signedLink(
  { bucket, key }: { readonly bucket: string; readonly key: string },
  {
    seconds,
    now,
    endpoint,
  }: { readonly seconds: number; readonly now: number; readonly endpoint?: string | undefined },
): Promise<string> {
  const { region, credentials } = bucketClient().config;
  const at = new URL(endpoint ?? `https://s3.${await region()}.amazonaws.com`);
  const path = `/${[bucket, ...key.split('/')].map(escaped).join('/')}`;
  const request = new HttpRequest({
    method: 'GET',
    protocol: at.protocol,
    hostname: at.hostname,
    ...(at.port && { port: Number(at.port) }),
    path,
    headers: { host: at.host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' },
    query: {
      'response-content-disposition': `attachment; filename="${key.slice(key.lastIndexOf('/') + 1).replace(/[^\w.:-]/g, '_')}"`,
    },
  });
  const signer = new SignatureV4({ service: 's3', region, credentials, sha256: Sha256, uriEscapePath: false });
  const signed = await signer.presign(request, { expiresIn: seconds, signingDate: new Date(now) });
  const query = Object.entries(signed.query ?? {}).map(([name, value]) => `${escaped(name)}=${escaped(String(value))}`);
  return `${at.origin}${path}?${query.join('&')}`;
}

/** As signatures want it: RFC 3986. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
