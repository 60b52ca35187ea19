import * as z from 'zod';
import type { HttpResponse, Probed } from '../destination.ts';
import { isSuccess, jsonOf, retryAfter } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { usualFailureUnsure } from '../usual-failure.ts';

/** An error is one by having the field, also an empty one, whatever the status. Its description is left out: it repeats values. */
const failure = z.object({ error: z.coerce.string() });

const made = z.object({ result: z.object({ item: z.object({ id: z.int() }) }) });

/** Nothing else goes through either, until a person acts: no such webhook, no right, no plan that has the API, or blocked by hand. */
const refusals: ReadonlySet<string> = new Set([
  'NO_AUTH_FOUND',
  'INVALID_CREDENTIALS',
  'INSUFFICIENT_SCOPE',
  'USER_ACCESS_ERROR',
  'ACCESS_DENIED',
  'OVERLOAD_LIMIT',
]);

const limits: ReadonlySet<string> = new Set(['QUERY_LIMIT_EXCEEDED', 'OPERATION_TIME_LIMIT']);

/** What an answer of `crm.item.add` or `crm.item.update` says: https://apidocs.bitrix24.com/error-codes.html */
export function readItem(response: HttpResponse): Outcome {
  const { status } = response;
  const json = jsonOf(response);
  const error = failure.safeParse(json).data?.error;
  if (error !== undefined) return readError(response, error);
  if (!isSuccess(response)) {
    const detail = `Bitrix24 answered ${status}`;
    if (status === 403) return { kind: 'auth', detail };
    return usualFailureUnsure(response, 'Bitrix24') ?? { kind: 'rejected', detail };
  }
  const { data } = made.safeParse(json);
  return { kind: 'delivered', ...(data !== undefined && { receipt: String(data.result.item.id) }) };
}

function readError(response: HttpResponse, error: string): Outcome {
  const code = error.toUpperCase();
  const detail = `Bitrix24 answered ${response.status}${error === '' ? '' : `: ${error.slice(0, 300)}`}`;
  if (limits.has(code)) return { kind: 'throttled', afterSeconds: retryAfter(response), detail };
  if (refusals.has(code)) return { kind: 'auth', detail };
  if (code === 'PORTAL_DELETED') return { kind: 'gone', detail };
  return usualFailureUnsure(response, 'Bitrix24') ?? { kind: 'rejected', detail };
}

const scopes = z.object({ result: z.array(z.string()) });

/** What an answer of `scope` says: a webhook without the right to the CRM makes no deals. */
export function readScope(response: HttpResponse): Probed {
  const { data } = scopes.safeParse(jsonOf(response));
  if (data === undefined || !isSuccess(response)) {
    const outcome = readItem(response);
    return outcome.kind === 'delivered'
      ? { kind: 'unknown', detail: 'Bitrix24 did not say what the webhook may do' }
      : outcome;
  }
  return data.result.includes('crm')
    ? { kind: 'known' }
    : { kind: 'rejected', field: 'secrets.code', detail: 'the webhook may not use the CRM: it needs the right crm' };
}
