import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { trackerBundle } from './tracker-bundle.ts';

export interface StubAnswer {
  readonly status: number;
  readonly body: unknown;
}
type Call = (body: Record<string, unknown>) => StubAnswer | Promise<StubAnswer>;

/** What the tracker talks to, where a test says what comes back: also what the real API answers only on a bad day. */
export interface StubApi {
  readonly origin: string;
  /** Another origin than the API's, as in life, on the same server. Every path answers with `page`. */
  readonly shopOrigin: string;
  page: { readonly html: string; readonly headers: Record<string, string> };
  /** HTML of the paths that have a page of their own. */
  readonly pages: Map<string, string>;
  /** Requests in the order in which they came. */
  readonly requests: { readonly path: string; readonly contentType: string; readonly body: Record<string, unknown> }[];
  numbers: Call;
  heartbeats: Call;
  consents: Call;
  phoneCodes: Call;
  bodiesOf(path: string): Record<string, unknown>[];
  close(): Promise<void>;
}

export async function startStubApi(): Promise<StubApi> {
  const tracker = trackerBundle();
  const server = createServer((request, response) => void serve(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stub: StubApi = {
    origin: `http://127.0.0.1:${port}`,
    shopOrigin: `http://localhost:${port}`,
    page: { html: '', headers: {} },
    pages: new Map(),
    requests: [],
    numbers: () => ({ status: 404, body: {} }),
    heartbeats: () => ({ status: 404, body: {} }),
    consents: () => ({ status: 404, body: {} }),
    phoneCodes: () => ({ status: 404, body: {} }),
    bodiesOf: (path) => stub.requests.filter((request) => request.path === path).map(({ body }) => body),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/t.js') === true) {
      response.writeHead(200, { ...fileHeaders, 'cache-control': 'max-age=300' }).end(tracker.script);
      return;
    }
    if (request.url === `/${tracker.deferred.name}`) {
      response.writeHead(200, fileHeaders).end(tracker.deferred.text);
      return;
    }
    if (request.method === 'GET') {
      response
        .writeHead(200, { 'content-type': 'text/html', ...stub.page.headers })
        .end(stub.pages.get(request.url ?? '') ?? stub.page.html);
      return;
    }
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    const path = request.url ?? '';
    stub.requests.push({ path, contentType: request.headers['content-type'] ?? '', body });
    const calls = new Map([
      ['/v1/numbers', stub.numbers],
      ['/v1/heartbeats', stub.heartbeats],
      ['/v1/consents', stub.consents],
      ['/v1/phone-codes', stub.phoneCodes],
    ]);
    const answer = await (calls.get(path) ?? accepted)(body);
    const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
    response.writeHead(answer.status, headers).end(JSON.stringify(answer.body));
  }
  return stub;
}

/** As CloudFront serves them. */
const fileHeaders = {
  'content-type': 'text/javascript',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

function accepted(): StubAnswer {
  return { status: 202, body: {} };
}
