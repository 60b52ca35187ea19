import * as z from 'zod';
import type { HttpResponse } from '../destination.ts';
import { isSuccess, jsonOf, quoted, retryAfter } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { usualFailureUnsure } from '../usual-failure.ts';

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
  const failed = readFailure(response, 'settings.datasetId');
  if (failed !== undefined) return failed;
  const { data } = taken.safeParse(jsonOf(response));
  if (data === undefined) return { kind: 'unknown', detail: 'Meta did not say whether it received the event' };
  return data.events_received > 0 ? { kind: 'delivered' } : { kind: 'rejected', detail: 'Meta received no event' };
}

/**
 * What went wrong, if anything did. `object`: the setting that names what the request is about.
 */
export function readFailure(response: HttpResponse, object: string): Outcome | undefined {
  // Errors come under any status, 200 too.
  const { data: failed } = failure.safeParse(jsonOf(response));
  if (failed === undefined && isSuccess(response)) return undefined;
  const error = failed?.error ?? {};
  return readKnown(response, error) ?? usualFailureUnsure(response, 'Meta') ?? readRefusal(response, error, object);
}

/** https://developers.facebook.com/docs/graph-api/guides/error-handling: "API too many calls", and of a business's use (80000 to 80014). */
const tooMany: ReadonlySet<number> = new Set([4, 17, 32, 341, 613]);

/** Unknown, and service temporarily unavailable. */
const passing: ReadonlySet<number> = new Set([1, 2]);

/** What the error's code says, if it is one that says how to go on. */
function readKnown(response: HttpResponse, error: GraphError): Outcome | undefined {
  const { code = 0 } = error;
  const detail = said(response, error);
  if (tooMany.has(code) || (code >= 80_000 && code <= 80_014))
    return { kind: 'throttled', afterSeconds: retryAfter(response), detail };
  if (passing.has(code) || error.is_transient === true) return { kind: 'transient', detail };
  return isRefused(code) || (code === 0 && response.status === 403) ? { kind: 'auth', detail } : undefined;
}

function readRefusal(response: HttpResponse, error: GraphError, object: string): Outcome {
  const why = quoted(error.error_user_title ?? error.message ?? '');
  const detail = said(response, error);
  return {
    kind: 'rejected',
    ...(error.code === 100 && ofObject.has(error.error_subcode ?? 0) && { field: object }),
    detail: why === '' ? detail : `${detail}: ${why}`,
  };
}

/** Subcodes of 100: no such object, or none that the token may see; an audience that Meta flagged for what it suggests of people. */
const ofObject: ReadonlySet<number> = new Set([33, 1_713_230]);

/** The token is over (102, 190), or may not do this (10, 200 to 299): a person must act, and nothing passes until then. */
function isRefused(code: number): boolean {
  return code === 102 || code === 190 || code === 10 || (code >= 200 && code <= 299);
}

function said({ status }: HttpResponse, { code = 0, error_subcode }: GraphError): string {
  const number = error_subcode === undefined ? code : `${code}/${error_subcode}`;
  return `Meta answered ${status}${code === 0 ? '' : `, error ${number}`}`;
}
