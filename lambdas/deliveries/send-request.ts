import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { HttpRequest, HttpResponse } from './destinations/destination.ts';
import { type Address, type AddressPolicy, checkAddress } from './send-address.ts';

/** The most that is read of an answer, in bytes; what follows says nothing that we need. */
const longestBody = 64 * 1024;

/** What sending a request comes to. Only `no-answer` leaves open whether it was received. */
export type Answer =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  /** It never left: refused here, or nobody was there. */
  | { readonly kind: 'not-sent'; readonly detail: string; readonly refused: boolean }
  | { readonly kind: 'no-answer'; readonly detail: string };

export interface SendOptions extends AddressPolicy {
  readonly timeoutMs: number;
}

/**
 * Sends one request and follows no redirect. Never throws. `fetch` cannot be told which address to take, so this is Node's own
 * client, which connects to the addresses that were checked.
 */
export async function sendRequest(request: HttpRequest, options: SendOptions): Promise<Answer> {
  const signal = AbortSignal.timeout(Math.max(1, options.timeoutMs));
  const checked = await Promise.race([checkAddress(request.url, options), aborted(signal)]);
  if (checked === undefined) return { kind: 'not-sent', refused: false, detail: 'its name did not resolve in time' };
  if ('refused' in checked) return { kind: 'not-sent', refused: true, detail: `the address ${checked.refused}` };
  if ('unresolved' in checked) return { kind: 'not-sent', refused: false, detail: checked.unresolved };
  return exchange(request, checked.addresses, signal);
}

function exchange(request: HttpRequest, addresses: readonly Address[], signal: AbortSignal): Promise<Answer> {
  const { method, url, headers, body } = request;
  const isSecure = url.startsWith('https:');
  return new Promise((resolve) => {
    let connected = false;
    const fail = (error: unknown) => {
      const detail = signal.aborted ? 'no answer in time' : connectionProblem(error);
      resolve(connected ? { kind: 'no-answer', detail } : { kind: 'not-sent', refused: false, detail });
    };
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    try {
      const sending = (isSecure ? https : http).request(url, {
        method,
        headers: { ...headers, ...length },
        lookup: pinned(addresses),
        agent: false,
        signal,
      });
      sending.once('socket', (socket) => {
        socket.once(isSecure ? 'secureConnect' : 'connect', () => {
          connected = true;
        });
      });
      sending.on('error', fail);
      sending.once('response', (incoming) => {
        readBody(incoming).then(
          (text) => resolve({ kind: 'response', response: { ...head(incoming), body: text } }),
          // The status is the answer; a body that breaks off takes nothing back.
          () => resolve({ kind: 'response', response: { ...head(incoming), body: '' } }),
        );
      });
      sending.end(body);
    } catch (error) {
      fail(error);
    }
  });
}

function head({ statusCode = 0, headers }: http.IncomingMessage): Pick<HttpResponse, 'status' | 'headers'> {
  const texts = Object.entries(headers).map(([name, value = '']) => [name, [value].flat().join(', ')]);
  return { status: statusCode, headers: Object.fromEntries(texts) };
}

async function readBody(incoming: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming) {
    const bytes = Buffer.from(part);
    parts.push(bytes);
    size += bytes.length;
    if (size >= longestBody) break; // leaving the loop ends the connection
  }
  return Buffer.concat(parts).subarray(0, longestBody).toString('utf8');
}

/** Answers the addresses that were checked, whatever the name leads to by now. */
function pinned(addresses: readonly Address[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

/** The kind of problem only: messages may hold addresses. */
function connectionProblem(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return 'nobody listens at the address';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'the connection broke off';
  if (/CERT|TLS|SSL/.test(code)) return `no secure connection (${code})`;
  return `no connection${code === '' ? '' : ` (${code})`}`;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
