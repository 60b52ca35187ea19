import type { HttpResponse } from './destination.ts';
import { isRedirect, isSuccess, retryAfter } from './http-response.ts';
import type { Outcome } from './outcome.ts';

/** Refusals of now: too slow, locked, too early. */
const passing: ReadonlySet<number> = new Set([408, 423, 425]);

/**
 * What the status of an answer says by itself, whoever gave it. Undefined for a 2xx, and for a refusal that only the receiver's own words
 * explain.
 */
export function usualFailure(response: HttpResponse, receiver: string): Outcome | undefined {
  const { status } = response;
  const detail = `${receiver} answered ${status}`;
  if (isSuccess(response)) return undefined;
  if (status === 401) return { kind: 'auth', detail };
  if (status === 429) return { kind: 'throttled', afterSeconds: retryAfter(response), detail };
  if (isRedirect(response)) {
    return { kind: 'transient', detail: `${receiver} redirects (${status}), which is not followed` };
  }
  const isRefusal = status >= 400 && status < 500 && !passing.has(status);
  return isRefusal ? undefined : { kind: 'transient', detail };
}

/** Something broke while the receiver, or what stands before it, was at work. */
export const halfway: ReadonlySet<number> = new Set([500, 502, 504]);

/**
 * The same where it matters whether what broke halfway was received: it may not be sent blindly once more, nor be taken for untold when it is
 * withdrawn.
 */
export function usualFailureUnsure(response: HttpResponse, receiver: string): Outcome | undefined {
  const { status } = response;
  if (halfway.has(status)) return { kind: 'unknown', isOver: true, detail: `${receiver} answered ${status}` };
  return usualFailure(response, receiver);
}
