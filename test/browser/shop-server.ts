import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A website of its own, somewhere else than the installation: every path answers with the same page. */
export interface ShopServer {
  readonly origin: string;
  html: string;
  close(): Promise<void>;
}

export async function startShopServer(): Promise<ShopServer> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(shop.html);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const shop: ShopServer = {
    origin: `http://127.0.0.1:${port}`,
    html: '',
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return shop;
}
