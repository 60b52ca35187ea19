import type { HttpResponse } from './destination.ts';
import { isRedirect, isSuccess, retryAfter } from './http-response.ts';
import type { Outcome } from './outcome.ts';

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
  const isRefusal = status >= 400 && status < 500 && status !== 408;
  return isRefusal ? undefined : { kind: 'transient', detail };
}
