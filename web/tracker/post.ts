import { parseJson } from '../fields.ts';

/** What the API answered. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** How far this browser's clock is ahead of the API's, ms; 0 where the page may not read the API's. */
  readonly clockAhead: number;
  /** The header of that name: when to ask again. */
  readonly retryAfter: string | null;
}

/** Sends one call of the API. Never rejects: no answer in time, or none at all, is `undefined`. */
export type Post = (path: string, body: object) => Promise<Reply | undefined>;

/** ms; what is answered later is not heard. */
const patience = 10_000;

/**
 * A text, sent as `text/plain`, needs no preflight, so a call is one round trip from any origin; `keepalive` lets it end when the page
 * is left.
 */
export function postTo(origin: string): Post {
  return (path, body) => Promise.race([send(origin + path, body), pause(patience)]);
}

/** Resolves after so many ms. */
export function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function send(url: string, body: object): Promise<Reply | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      credentials: 'omit',
      keepalive: true,
    });
    const date = Date.parse(response.headers.get('date') ?? '');
    return {
      status: response.status,
      body: parseJson(await response.text()),
      clockAhead: clockAhead(Date.now(), date),
      retryAfter: response.headers.get('retry-after'),
    };
  } catch {
    return undefined;
  }
}

/** The header has whole seconds and the answer was under way: less than a few seconds is no difference. */
function clockAhead(now: number, date: number): number {
  return Math.abs(now - date) > 5000 ? now - date : 0;
}
