import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type ConnectState, isRefused } from './connect-state.ts';

/** What the service takes: refused with 429 beyond. */
const [perSecond, burst] = [2, 5];

/** A clock that tests turn themselves: both sides live by it, so that nobody waits. */
export interface TestClock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export function testClock(): TestClock {
  let time = Date.parse('2026-11-30T00:00:00Z');
  return {
    now: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** A stand-in for Amazon Connect that counts requests as strictly as the service does. */
export interface ServedConnect {
  readonly endpoint: string;
  readonly state: ConnectState;
  /** How many requests came, and how many were too many. */
  readonly requests: { all: number; refused: number };
  readonly close: () => Promise<void>;
}

/**
 * Serves the requests that the commands make, by the paths of the real service. `interrupt` is asked before each answer: `lose` does what was asked and
 * hangs up, `drop` hangs up before.
 */
export async function serveConnect(
  state: ConnectState,
  clock: TestClock,
  interrupt: (request: string) => 'lose' | 'drop' | undefined = () => undefined,
): Promise<ServedConnect> {
  const requests = { all: 0, refused: 0 };
  let [tokens, at] = [burst, clock.now()];
  const server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.all += 1;
      const now = clock.now();
      tokens = Math.min(burst, tokens + ((now - at) / 1000) * perSecond);
      at = now;
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://connect');
      const asked = `${request.method} ${pathname}`;
      const send = (status: number, answer: object, type?: string) => {
        response.writeHead(status, { 'content-type': 'application/json', ...(type && { 'x-amzn-errortype': type }) });
        response.end(JSON.stringify(answer));
      };
      if (tokens < 1) {
        requests.refused += 1;
        return send(429, { message: 'Too Many Requests' }, 'TooManyRequestsException');
      }
      tokens -= 1;
      const fate = interrupt(asked);
      if (fate === 'drop') return void request.socket.destroy();
      const outcome = state.answer(asked, body === '' ? {} : JSON.parse(body), searchParams);
      if (fate === 'lose') return void request.socket.destroy();
      if (!isRefused(outcome)) return send(200, outcome);
      return send(outcome.status ?? 400, { message: outcome.message ?? outcome.error }, outcome.error);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    state,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
