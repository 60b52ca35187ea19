import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRequest, HttpResponse } from '../../lambdas/deliveries/destinations/destination.ts';
import { type Answer, sendRequest } from '../../lambdas/deliveries/send-request.ts';

/** How a receiver behaves: it answers; says nothing until nobody waits any more; or breaks off in the middle of its answer. */
export type Manner = 'answer' | 'silent' | 'break-off';

/** A server that plays all receivers, over real connections. */
export interface StandIn {
  /** What came of the request, and whether the receiver has it, all of it. */
  readonly exchange: (
    request: HttpRequest,
    response: HttpResponse,
    manner: Manner,
  ) => Promise<{ readonly answer: Answer; readonly hasArrived: boolean }>;
  readonly close: () => Promise<void>;
}

interface Expected {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly manner: Manner;
  hasArrived: boolean;
}

/** ms; the product waits longer. */
const patience = { silent: 60, answer: 20_000 } as const;

export async function startStandIn(): Promise<StandIn> {
  const expected = new Map<string, Expected>();
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const each = expected.get(incoming.url ?? '');
      const isWhole =
        incoming.method === each?.request.method && Buffer.concat(chunks).toString() === (each?.request.body ?? '');
      if (each === undefined || !isWhole) {
        outgoing.writeHead(418).end();
        return;
      }
      each.hasArrived = true;
      const { status, headers, body } = each.response;
      if (each.manner === 'answer') outgoing.writeHead(status, headers).end(body);
      if (each.manner === 'break-off') {
        outgoing.writeHead(200, { 'content-length': '100' });
        outgoing.write('{"half of', () => outgoing.destroy());
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let count = 0;
  return {
    exchange: async (request, response, manner) => {
      const path = `/${++count}`;
      const each: Expected = { request, response, manner, hasArrived: false };
      expected.set(path, each);
      const answer = await sendRequest(
        { ...request, url: `http://127.0.0.1:${port}${path}` },
        {
          timeoutMs: manner === 'silent' ? patience.silent : patience.answer,
          privateAddresses: 'allow',
          resolve: async () => [{ address: '127.0.0.1', family: 4 }],
        },
      );
      expected.delete(path);
      return { answer, hasArrived: each.hasArrived };
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
