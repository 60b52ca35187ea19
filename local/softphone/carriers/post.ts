import type { CarrierAccount } from './carrier-accounts.ts';
import { signatureOf } from './sign.ts';

/** What a carrier gets for a request, and how long that took. */
export interface Posted {
  readonly status: number;
  readonly text: string;
  readonly milliseconds: number;
}

/** Sends in the name of an account. Rejects with a sentence where the softphone cannot sign for it. */
export type Post = (url: string, content: Readonly<Record<string, string>>) => Promise<Posted>;

/** A carrier waits no longer than this, ms. */
const patience = 10_000;

/** Forms for carriers that speak TwiML, JSON for others. */
export function postAs(account: CarrierAccount, send: typeof fetch): Post {
  const isForm = account.type !== 'generic';
  return async (url, content) => {
    const body = isForm ? new URLSearchParams(content).toString() : JSON.stringify(content);
    const unsigned = { url, body, ...(isForm && { fields: content }) };
    const signature = signatureOf(account, unsigned, Date.now());
    if (typeof signature === 'string') throw new Error(signature);
    const started = performance.now();
    const response = await send(url, {
      method: 'POST',
      headers: {
        'content-type': isForm ? 'application/x-www-form-urlencoded; charset=utf-8' : 'application/json',
        ...signature,
      },
      body,
      signal: AbortSignal.timeout(patience),
    });
    const text = await response.text();
    return { status: response.status, text, milliseconds: Math.round(performance.now() - started) };
  };
}
