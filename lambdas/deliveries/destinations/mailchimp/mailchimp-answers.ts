import * as z from 'zod';
import type { HttpResponse } from '../destination.ts';
import { isSuccess, jsonOf } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { usualFailureUnsure } from '../usual-failure.ts';

/** A problem of RFC 7807. Its `detail` is left out: it may repeat the address. */
const problem = z.object({
  title: z.string().optional(),
  errors: z.array(z.object({ field: z.string().optional() })).optional(),
});

/** What an answer of `POST .../members/{hash}/events`, or `.../tags`, says; a 204 is all of success. */
export function readMemberTold(response: HttpResponse): Outcome {
  if (isSuccess(response)) return { kind: 'delivered' };
  const failure = usualFailureUnsure(response, 'Mailchimp');
  if (failure !== undefined) return failure;
  const { status } = response;
  const { title, errors: [error] = [] } = problem.safeParse(jsonOf(response)).data ?? {};
  if (status === 404) return { kind: 'no-match', detail: 'nobody in the audience has the address (404)' };
  const detail = `Mailchimp answered ${status}${title === undefined ? '' : `: ${title.slice(0, 300)}`}`;
  // User disabled, wrong data center, no rights.
  if (status === 403) return { kind: 'auth', detail };
  const field = error?.field?.slice(0, 200);
  return { kind: 'rejected', ...(field !== undefined && { field }), detail };
}
