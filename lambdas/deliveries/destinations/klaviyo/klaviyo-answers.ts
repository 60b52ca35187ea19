import * as z from 'zod';
import type { HttpResponse } from '../destination.ts';
import { isSuccess, jsonOf } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { usualFailureUnsure } from '../usual-failure.ts';

/** Errors as JSON:API has them. Their `detail` is left out: it repeats what was sent, as the number of the caller. */
const refusal = z.object({
  errors: z
    .array(
      z.object({
        code: z.string().optional(),
        title: z.string().optional(),
        source: z.object({ pointer: z.string().optional() }).optional(),
      }),
    )
    .min(1),
});

/** What an answer of `POST /api/events` says. A 202 says that the event is valid; Klaviyo tells nobody what comes of it. */
export function readEventCreated(response: HttpResponse): Outcome {
  if (isSuccess(response)) return { kind: 'delivered' };
  // The next revision has an id of its own: it must not be told as if nothing of the conversion were there.
  const failure = usualFailureUnsure(response, 'Klaviyo');
  if (failure !== undefined) return failure;
  const { status } = response;
  const [error] = refusal.safeParse(jsonOf(response)).data?.errors ?? [];
  const said = error?.code ?? error?.title;
  const detail = `Klaviyo answered ${status}${said === undefined ? '' : `: ${said.slice(0, 300)}`}`;
  // The key lacks the scope: nothing else goes through either.
  if (status === 403) return { kind: 'auth', detail };
  const field = error?.source?.pointer?.slice(0, 200);
  return { kind: 'rejected', ...(field !== undefined && { field }), detail };
}
