import * as z from 'zod';
import type { HttpResponse } from '../destination.ts';
import { isSuccess, jsonOf } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { usualFailureUnsure } from '../usual-failure.ts';

/** Errors of a refusal. Their messages are left out: they repeat what was sent. */
const refusal = z.array(
  z.object({
    errorCode: z.string().optional(),
    /** The same in the answer of an upsert. */
    statusCode: z.string().optional(),
    fields: z.array(z.string()).optional(),
  }),
);

const upserted = z.object({ success: z.boolean(), errors: refusal.optional() });

/** Somebody else had the record, or the org had too much to do: the same passes later. */
const passing: ReadonlySet<string> = new Set(['UNABLE_TO_LOCK_ROW', 'SERVER_UNAVAILABLE', 'QUERY_TIMEOUT']);

/** What an answer of an upsert by external id says. */
export function readUpserted(response: HttpResponse): Outcome {
  const { status } = response;
  if (isSuccess(response)) {
    const { data } = upserted.safeParse(jsonOf(response));
    return data?.success === false ? readErrors(status, data.errors) : { kind: 'delivered' };
  }
  if (status === 300) {
    return {
      kind: 'rejected',
      field: 'settings.externalIdField',
      detail: 'several records have this external id (300): the field is not unique',
    };
  }
  return usualFailureUnsure(response, 'Salesforce') ?? readErrors(status, refusal.safeParse(jsonOf(response)).data);
}

function readErrors(status: number, [error]: z.infer<typeof refusal> = []): Outcome {
  const code = error?.errorCode ?? error?.statusCode ?? '';
  const detail = `Salesforce answered ${status}${code === '' ? '' : `: ${code.slice(0, 300)}`}`;
  if (passing.has(code)) return { kind: 'transient', detail };
  if (code === 'REQUEST_LIMIT_EXCEEDED') return { kind: 'throttled', detail };
  if (status === 403) return { kind: 'auth', detail };
  const field = error?.fields?.[0]?.slice(0, 200);
  return { kind: 'rejected', ...(field !== undefined && { field }), detail };
}
