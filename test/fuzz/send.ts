import { request } from 'node:http';
import type { FuzzRequest } from './requests.ts';

export interface FuzzAnswer {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
}

/** Sends a request as it is: neither path nor headers are mended on the way. A connection that is closed is tried once more. */
export async function send(base: string, sent: FuzzRequest): Promise<FuzzAnswer> {
  try {
    return await sendOnce(base, sent);
  } catch {
    return sendOnce(base, sent);
  }
}

function sendOnce(base: string, { method, path, headers, body }: FuzzRequest): Promise<FuzzAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const call = request(
      { hostname, port, method, path, headers: { ...headers, ...length }, timeout: 60_000 },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            type: answer.headers['content-type'],
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
        answer.on('error', reject);
      },
    );
    call.on('timeout', () => call.destroy(new Error('no answer within 60 s')));
    call.on('error', reject);
    call.end(body);
  });
}

/** The request as a command that a person can run. */
export function curlOf(base: string, { method, path, headers, body }: FuzzRequest): string {
  const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const named = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  return [
    'curl -sg -X',
    method,
    ...named,
    ...(body === undefined ? [] : ['--data-binary', quoted(body)]),
    quoted(base + path),
  ].join(' ');
}
