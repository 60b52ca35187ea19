import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { diskProblem } from '../disk-problem.ts';
import { errorCode } from '../error-code.ts';
import type { Machine } from '../machine.ts';
import { type EdgeRequest, type EdgeResponse, jsonResponse, textResponse } from './exchange.ts';
import { bodyLimit } from './http-api.ts';
import { problemResponse } from './problem-response.ts';

type Handle = (request: EdgeRequest) => Promise<EdgeResponse>;

/**
 * Serves the edge on the loopback addresses only.
 * @throws the system's error, with `code` EADDRINUSE where the port is taken
 */
export async function startEdgeServer(port: number, handle: Handle, machine: Machine): Promise<void> {
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    respond(incoming, outgoing, handle).catch((error: unknown) => {
      machine.log.warn(`${incoming.method} ${incoming.url?.split('?')[0]} failed at the edge: ${String(error)}`);
      if (outgoing.headersSent) outgoing.destroy();
      else send(outgoing, failure(error), incoming.method);
    });
  };
  const servers = [createServer(serve)];
  await listen(servers[0], port, '127.0.0.1');
  // Some clients take `localhost` for ::1 first; a machine without IPv6 does without.
  const second = createServer(serve);
  await listen(second, port, '::1').then(
    () => servers.push(second),
    (error: unknown) => {
      if (errorCode(error) === 'EADDRINUSE') throw error;
    },
  );
  machine.onStop(() => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });
}

/**
 * Whether a `Host` header names this machine. A page of the internet can make a browser call 127.0.0.1 under the page's own
 * name (DNS rebinding); such calls are turned away.
 */
export function isLocalHost(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}

function failure(error: unknown): EdgeResponse {
  const problem = diskProblem(error);
  return problem === undefined ? textResponse(502, 'The edge could not answer.') : problemResponse(507, problem);
}

async function listen(server: Server | undefined, port: number, host: string): Promise<void> {
  if (!server) return;
  server.listen(port, host);
  await once(server, 'listening');
}

async function respond(incoming: IncomingMessage, outgoing: ServerResponse, handle: Handle): Promise<void> {
  if (!isLocalHost(incoming.headers.host)) {
    const title = 'Misdirected Request';
    const detail = 'This server answers to localhost, 127.0.0.1 and [::1] only.';
    const problem = { type: 'about:blank', title, status: 421, detail };
    send(outgoing, jsonResponse(421, problem, 'application/problem+json'), incoming.method);
    return;
  }
  const body = await readBody(incoming);
  if (!body) {
    send(outgoing, jsonResponse(413, { message: 'Request Entity Too Large' }), incoming.method);
    return;
  }
  const [path = '/', ...query] = (incoming.url ?? '/').split('?');
  const request: EdgeRequest = {
    method: incoming.method ?? 'GET',
    path,
    query: query.join('?'),
    headers: headersOf(incoming),
    body,
    viewer: { address: incoming.socket.remoteAddress ?? '127.0.0.1', port: incoming.socket.remotePort ?? 0 },
  };
  send(outgoing, await handle(request), incoming.method);
}

/** Undefined if it is too large; the rest is then read and dropped, so that the client gets to see the answer. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length <= bodyLimit) chunks.push(bytes);
  }
  return length <= bodyLimit ? Buffer.concat(chunks) : undefined;
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    const separator = name === 'cookie' ? '; ' : ',';
    if (values) headers.set(name, values.join(separator));
  }
  return headers;
}

function send(outgoing: ServerResponse, { status, headers, body }: EdgeResponse, method: string | undefined): void {
  const hasBody = method !== 'HEAD' && status !== 204 && status !== 304;
  outgoing.statusCode = status;
  for (const [name, value] of headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  const isLengthKnown = method === 'HEAD' && headers.has('content-length');
  if (status !== 204 && status !== 304 && !isLengthKnown) {
    outgoing.setHeader('content-length', Buffer.byteLength(body));
  }
  outgoing.end(hasBody ? body : undefined);
}
