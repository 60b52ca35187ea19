import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { contentSecurityPolicy } from '../../lib/constructs/edge/content-security-policy.ts';
import { dashboardFiles } from './dashboard-files.ts';

export interface StubRequest {
  /** `GET /v1/calls` */
  readonly call: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly authorization: string | undefined;
}
export interface StubReply {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}
type Answer = (request: StubRequest) => StubReply | Promise<StubReply>;

/** The dashboard, and an API and a softphone that say what a test wants them to. */
export interface StubManagement {
  readonly url: string;
  /** By method and path, without the query. */
  readonly answers: Map<string, Answer>;
  readonly requests: StubRequest[];
  close(): Promise<void>;
}

export async function startStubManagement(): Promise<StubManagement> {
  const files = dashboardFiles();
  const server = createServer((request, response) => void serve(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stub: StubManagement = {
    url: `http://127.0.0.1:${port}`,
    answers: new Map(),
    requests: [],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return stub;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: query } = new URL(request.url!, stub.url);
    const file = files.get(pathname);
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': file.type, 'content-security-policy': contentSecurityPolicy });
      response.end(file.content);
      return;
    }
    const call = `${request.method} ${pathname}`;
    const body = JSON.parse((await text(request)) || 'null');
    const asked = { call, query, body, authorization: request.headers.authorization };
    stub.requests.push(asked);
    const answer = stub.answers.get(call);
    const reply = answer ? await answer(asked) : { status: 404, body: { detail: 'there is no such call' } };
    const type = reply.type ?? 'application/json';
    response.writeHead(reply.status ?? 200, { ...reply.headers, 'content-type': type });
    response.end(type === 'application/json' ? JSON.stringify(reply.body) : reply.body);
  }
}
