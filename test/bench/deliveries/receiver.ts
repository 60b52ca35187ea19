import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver of webhooks that takes everything, and knows each delivery by its id. */
export interface Receiver {
  readonly url: string;
  /** All requests, and how many deliveries they were. */
  readonly counted: () => { readonly requests: number; readonly deliveries: number };
  /** Until so many deliveries have arrived; rejects when for two minutes none comes. */
  readonly until: (deliveries: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

const mostSilence = 120_000;

export async function startReceiver(): Promise<Receiver> {
  const seen = new Set<string>();
  let [requests, lastAt] = [0, Date.now()];
  const server = createServer((request, response) => {
    requests += 1;
    lastAt = Date.now();
    seen.add(String(request.headers['webhook-id']));
    request.resume();
    request.once('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counted: () => ({ requests, deliveries: seen.size }),
    until: async (deliveries) => {
      lastAt = Date.now();
      while (seen.size < deliveries) {
        if (Date.now() - lastAt > mostSilence) throw new Error(`${seen.size} of ${deliveries} deliveries arrived`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
