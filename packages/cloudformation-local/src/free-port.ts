import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to connections and to who asks for any port, so that none of them takes it before it is used. */
const range = { from: 20_000, below: 32_768 } as const;
const mostTries = 50;

/** A loopback port that nobody listens on right now, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  for (let left = mostTries; left > 0; left--) {
    const port = randomInt(range.from, range.below);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
