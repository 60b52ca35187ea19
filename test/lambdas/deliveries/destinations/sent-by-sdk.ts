import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as it came in. */
export interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** What a vendor's own SDK sends when it is pointed at a server on this machine, which answers with `status` and `answer`. */
export async function sentBySdk(
  use: (address: string) => Promise<unknown>,
  { status = 200, answer = {} }: { readonly status?: number; readonly answer?: unknown } = {},
): Promise<Received[]> {
  const received: Received[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const { method, url: path, headers } = request;
    const body = await text(request);
    received.push({ method, path, headers, body: body === '' ? undefined : JSON.parse(body) });
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(answer));
  };
  const server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  try {
    await use(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
  } finally {
    server.close();
  }
  return received;
}
