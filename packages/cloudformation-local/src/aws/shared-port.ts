import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createServer as createTcpServer, type Socket } from 'node:net';
import type { HttpListener } from './http-exchange.ts';

/** What an HTTP/2 client says first when it knows beforehand that the server speaks it. */
const preface = Buffer.from('PRI * HTTP/2');

export interface SharedPort {
  readonly port: number;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** Serves HTTP/1.1 and HTTP/2 (prior knowledge, as the Kinesis client wants it) on one loopback port. */
export async function listenOnSharedPort(port: number, listener: HttpListener): Promise<SharedPort> {
  const http1 = createServer({ keepAliveTimeout: 60_000 }, listener);
  const http2 = createHttp2Server({}, listener);
  const sockets = new Set<Socket>();
  const tcp = createTcpServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    decide(socket, (isHttp2) => (isHttp2 ? http2 : http1).emit('connection', socket));
  });
  http2.on('sessionError', () => {});
  tcp.listen(port, '127.0.0.1');
  await once(tcp, 'listening');
  const address = tcp.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP address');
  return {
    port: address.port,
    async close() {
      const closed = once(tcp, 'close');
      tcp.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function decide(socket: Socket, found: (isHttp2: boolean) => void): void {
  let seen = Buffer.alloc(0);
  const look = () => {
    for (let chunk: unknown = socket.read(); chunk instanceof Buffer; chunk = socket.read()) {
      seen = Buffer.concat([seen, chunk]);
    }
    const compared = Math.min(seen.length, preface.length);
    const looksLikeHttp2 = compared > 0 && seen.subarray(0, compared).equals(preface.subarray(0, compared));
    if (compared === 0 || (looksLikeHttp2 && compared < preface.length)) return;
    socket.off('readable', look);
    socket.unshift(seen);
    found(looksLikeHttp2);
  };
  socket.on('readable', look);
}
