import { Agent, request as httpRequest } from 'node:http';
import { type HttpRequest, type HttpResponse, readBody, send } from './http-exchange.ts';

/** Headers that belong to one connection, not to the message. */
const ofTheConnection = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'expect',
  'te',
  'http2-settings',
]);

const agent = new Agent({ keepAlive: true });

export interface ProxyOptions {
  /** Sent instead of the request's own stream, which was read already. */
  readonly body?: Buffer;
  /** Headers of an answer that succeeds which go before those of the emulator. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
}

/**
 * Hands a request over to an emulator and streams both bodies. The headers, the signature among them, stay as they are, but for what
 * only browsers say: whether they may ask was judged here, and the emulators turn them away.
 */
export function proxy(
  to: string,
  request: HttpRequest,
  response: HttpResponse,
  { body, answerHeaders = {} }: ProxyOptions = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(
        ([name]) => !name.startsWith(':') && !name.startsWith('sec-fetch-') && !ofTheConnection.has(name),
      ),
    );
    const authority = request.headers[':authority'];
    if (typeof authority === 'string') headers.host = authority;
    const upstream = httpRequest(to, { method: request.method ?? 'GET', path: request.url ?? '/', headers, agent });
    upstream.once('error', reject);
    upstream.once('response', (answer) => {
      response.statusCode = answer.statusCode ?? 502;
      for (const [name, value] of Object.entries(answer.headers)) {
        if (value !== undefined && !ofTheConnection.has(name)) response.setHeader(name, value);
      }
      const isSuccess = response.statusCode < 300;
      for (const [name, value] of isSuccess ? Object.entries(answerHeaders) : []) response.setHeader(name, value);
      answer.once('error', reject);
      answer.once('end', resolve);
      answer.pipe(response);
    });
    // A client that goes away must not keep, say, a long poll waiting for nobody.
    response.once('close', () => {
      if (response.writableFinished) return;
      upstream.destroy();
      resolve();
    });
    if (body === undefined) request.pipe(upstream);
    else upstream.end(body);
  });
}

/** As `proxy`, but signed for `region`, and the answer's text passes through `change`; for POST and small bodies only. */
export async function proxyChanged(
  to: string,
  request: HttpRequest,
  response: HttpResponse,
  { region, change }: { readonly region: string; readonly change: (text: string) => string | Promise<string> },
): Promise<void> {
  const body = await readBody(request);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value !== 'string' || name.startsWith(':') || ofTheConnection.has(name)) continue;
    if (name !== 'host' && name !== 'content-length') headers.set(name, value);
  }
  const signature = headers.get('authorization') ?? '';
  headers.set('authorization', signature.replace(/(Credential=[^/]*\/\d{8}\/)[^/]+/, `$1${region}`));
  const answer = await fetch(`${to}${request.url ?? '/'}`, { method: request.method ?? 'POST', headers, body });
  const type = answer.headers.get('content-type') ?? 'application/x-amz-json-1.0';
  send(response, { status: answer.status, headers: { 'content-type': type }, body: await change(await answer.text()) });
}
