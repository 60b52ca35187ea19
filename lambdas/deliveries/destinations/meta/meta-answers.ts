import * as z from 'zod';
import type { HttpResponse } from '../destination.ts';
import { isRedirect, isSuccess, jsonOf, quoted, retryAfter } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';

const taken = z.object({ events_received: z.number() });

/** An error of the Graph API. Its message may repeat the token, and its texts for users what was sent. */
const failure = z.object({
  error: z.object({
    code: z.number().optional(),
    error_subcode: z.number().optional(),
    is_transient: z.boolean().optional(),
    message: z.string().optional(),
    error_user_title: z.string().optional(),
  }),
});
type GraphError = z.infer<typeof failure>['error'];

/** What an answer of `/{dataset}/events` says. All or nothing: there is no answer per event. */
export function readEvents(response: HttpResponse): Outcome {
  const json = jsonOf(response);
  // Errors come under any status, 200 too.
  const { data: failed } = failure.safeParse(json);
  if (failed !== undefined || !isSuccess(response)) return readError(response, failed?.error ?? {});
  const { data } = taken.safeParse(json);
  if (data === undefined) return { kind: 'unknown', detail: 'Meta did not say whether it received the event' };
  return data.events_received > 0 ? { kind: 'delivered' } : { kind: 'rejected', detail: 'Meta received no event' };
}

/** https://developers.facebook.com/docs/graph-api/guides/error-handling: "API too many calls", and of a business's use (80000 to 80014). */
const tooMany: ReadonlySet<number> = new Set([4, 17, 32, 341, 613]);

/** Unknown, and service temporarily unavailable. */
const passing: ReadonlySet<number> = new Set([1, 2]);

function readError(response: HttpResponse, error: GraphError): Outcome {
  const { status } = response;
  const { code = 0 } = error;
  const said = `Meta answered ${[status, ...(code === 0 ? [] : [`error ${code}${subcode(error)}`])].join(', ')}`;
  if (status === 429 || tooMany.has(code) || (code >= 80_000 && code <= 80_014))
    return { kind: 'throttled', afterSeconds: retryAfter(response), detail: said };
  if (passing.has(code) || error.is_transient === true) return { kind: 'transient', detail: said };
  if (isRefused(code) || (code === 0 && (status === 401 || status === 403))) return { kind: 'auth', detail: said };
  if (isRedirect(response)) return { kind: 'transient', detail: `Meta redirects (${status}), which is not followed` };
  if (status >= 500 || status === 408) return { kind: 'transient', detail: said };
  const why = quoted(error.error_user_title ?? error.message ?? '');
  return {
    kind: 'rejected',
    // No such object, or none that the token may see.
    ...(code === 100 && error.error_subcode === 33 && { field: 'settings.datasetId' }),
    detail: why === '' ? said : `${said}: ${why}`,
  };
}

/** The token is over (102, 190), or may not do this (10, 200 to 299): a person must act, and nothing passes until then. */
function isRefused(code: number): boolean {
  return code === 102 || code === 190 || code === 10 || (code >= 200 && code <= 299);
}

function subcode({ error_subcode }: GraphError): string {
  return error_subcode === undefined ? '' : `/${error_subcode}`;
}
