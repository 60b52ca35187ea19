import * as z from 'zod';
import type { HttpResponse } from '../destination.ts';
import { isSuccess, jsonOf, retryAfter } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { usualFailureUnsure } from '../usual-failure.ts';

const failure = z.object({
  category: z.string().optional(),
  message: z.string().optional(),
  policyName: z.string().optional(),
});
type Failure = z.infer<typeof failure>;

const batch = z.object({ status: z.string().optional(), errors: z.array(failure).optional() });

/** What an answer of `batch/upsert` says. A 2xx may hold an error instead of the deal (207). */
export function readUpserted(response: HttpResponse): Outcome {
  const { status } = response;
  if (isSuccess(response)) {
    const { data } = batch.safeParse(jsonOf(response));
    const [error] = data?.errors ?? [];
    if (error !== undefined) return readError(status, error);
    if (data?.status === 'CANCELED') return { kind: 'transient', detail: 'HubSpot canceled the batch' };
    return { kind: 'delivered' };
  }
  return readFailure(response);
}

/** What an answer of `PATCH .../contacts/{contact}` says. */
export function readContactUpdated(response: HttpResponse): Outcome {
  if (isSuccess(response)) return { kind: 'delivered' };
  if (response.status === 404) return { kind: 'no-match', detail: 'there is no such contact (404)' };
  return readFailure(response);
}

function readFailure(response: HttpResponse): Outcome {
  const { status } = response;
  if (status === 477) {
    return { kind: 'throttled', afterSeconds: retryAfter(response), detail: 'HubSpot moves the account (477)' };
  }
  return usualFailureUnsure(response, 'HubSpot') ?? readError(status, failure.safeParse(jsonOf(response)).data ?? {});
}

function readError(status: number, { category = '', message = '' }: Failure): Outcome {
  const detail = `HubSpot answered ${status}${category === '' ? '' : `: ${category.slice(0, 300)}`}`;
  // Two at once made the same deal: the next attempt finds it.
  if (status === 409 || category === 'CONFLICT') return { kind: 'transient', detail };
  if (category === 'RATE_LIMITS') return { kind: 'throttled', detail };
  if (status === 403 || category === 'MISSING_SCOPES') return { kind: 'auth', detail };
  // The rest of the message repeats values: of it only the name of the property is told.
  const [, field] = /"(?:name|propertyName)\\?":\\?"(\w{1,100})/.exec(message) ?? [];
  return { kind: 'rejected', ...(field !== undefined && { field }), detail };
}
