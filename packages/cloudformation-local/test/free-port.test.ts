import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '../src/free-port.ts';

test('many who ask at once can all listen, on ports that no connection is given', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, freePort));
  expect(ports.filter((port) => port < 1024 || port >= 32_768)).toEqual([]);
  const servers = [...new Set(ports)].map((port) => createServer().listen(port, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  for (const server of servers) server.close();
});
