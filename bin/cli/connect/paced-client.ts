import { isNativeError } from 'node:util/types';
import { ConnectClient, type ConnectClientConfig } from '@aws-sdk/client-connect';
import { type Clock, type Rate, tokenBucket } from './token-bucket.ts';

/** What an account may ask of Amazon Connect in a Region, all its tools together. */
export const connectRate: Rate = { perSecond: 2, burst: 5 };

/** Sends requests to Amazon Connect, no faster than it takes them. */
export interface PacedClient {
  /** Waits for its turn, and tries again what was too much or what the service failed at. */
  readonly send: ConnectClient['send'];
  readonly close: () => void;
}

export interface PacedOptions extends ConnectClientConfig {
  readonly clock: Clock;
  /** Told before each wait after a refusal, for the person who watches. */
  readonly onWait?: ((reason: string, milliseconds: number) => void) | undefined;
}

const waits = [1000, 2000, 4000, 8000, 15_000, 30_000];

/** A client that others of the account, which use the same limit, only make slower. Each attempt takes its turn. */
export function pacedClient({ clock, onWait, ...config }: PacedOptions): PacedClient {
  const take = tokenBucket(connectRate, clock);
  // The SDK would try again by itself, and faster than the limit.
  const client = new ConnectClient({ ...config, maxAttempts: 1 });
  client.middlewareStack.add(
    (next) => async (args) => {
      for (let attempt = 0; ; attempt++) {
        await take();
        try {
          return await next(args);
        } catch (error) {
          const [reason, wait] = [passing(error), waits[attempt]];
          if (reason === undefined || wait === undefined) throw error;
          onWait?.(reason, wait);
          await clock.sleep(wait);
        }
      }
    },
    { step: 'finalizeRequest', name: 'paced', priority: 'high' },
  );
  return { send: client.send.bind(client), close: () => client.destroy() };
}

/** Why it is worth another attempt; undefined for what will be no better. */
function passing(error: unknown): string | undefined {
  if (!isNativeError(error)) return undefined;
  if (/Throttl|TooManyRequests/.test(error.name)) return 'takes no more requests now';
  const status = '$metadata' in error && isMetadata(error.$metadata) ? error.$metadata.httpStatusCode : undefined;
  if (status === undefined) return 'code' in error || error.name === 'TimeoutError' ? 'does not answer' : undefined;
  if (status === 429) return 'takes no more requests now';
  return status >= 500 ? `answers ${status}` : undefined;
}

function isMetadata(value: unknown): value is { readonly httpStatusCode?: number } {
  return typeof value === 'object' && value !== null;
}
