import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { rawRequest } from '../../lambdas/handlers/management-client.ts';

/** The management function itself, behind HTTP. */
export async function serveManagement() {
  const server = createServer((message, response) => {
    void text(message).then(async (body) => {
      const call = `${message.method} ${decodeURIComponent(message.url ?? '')}`;
      const answer = await rawRequest(call, body === '' ? undefined : body, message.headers.authorization?.slice(7));
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: 'local',
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
