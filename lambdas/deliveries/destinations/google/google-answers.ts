import * as z from 'zod';
import type { HttpResponse } from '../destination.ts';
import { isRedirect, isSuccess, jsonOf, retryAfter } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { halfway } from '../usual-failure.ts';

/** Google wants to be asked for the first time after half an hour. */
const firstAsk = 1800;

const ingested = z.object({ requestId: z.string().min(1) });

/** google.rpc.Status, as far as it says what is wrong. */
const failure = z.object({
  error: z.object({
    status: z.string().optional(),
    message: z.string().optional(),
    details: z
      .array(
        z.object({
          reason: z.string().optional(),
          fieldViolations: z
            .array(
              z.object({
                field: z.string().optional(),
                description: z.string().optional(),
                reason: z.string().optional(),
              }),
            )
            .optional(),
        }),
      )
      .optional(),
  }),
});

/** What an answer of `events:ingest` says. A 200 only means that Google took it. */
export function readIngested(response: HttpResponse): Outcome {
  if (!isSuccess(response)) return readFailure(response);
  const { data } = ingested.safeParse(jsonOf(response));
  return data ? { kind: 'accepted', receipt: data.requestId, afterSeconds: firstAsk } : { kind: 'delivered' };
}

const requestStatus = z.object({
  requestStatusPerDestination: z
    .array(
      z.object({
        requestStatus: z.string(),
        errorInfo: z.object({ errorCounts: z.array(z.object({ reason: z.string() })).optional() }).optional(),
      }),
    )
    .min(1),
});

/** What an answer of `requestStatus:retrieve` says about our one event. */
export function readRequestStatus(response: HttpResponse, receipt: string): Outcome {
  if (!isSuccess(response)) return readFailure(response);
  const { data } = requestStatus.safeParse(jsonOf(response));
  if (data === undefined) return { kind: 'transient', detail: 'Google did not say what came of it' };
  const [{ requestStatus: status, errorInfo } = { requestStatus: 'UNKNOWN' }] = data.requestStatusPerDestination;
  const [failed] = errorInfo?.errorCounts ?? [];
  const reason = failed?.reason.replace(/^PROCESSING_ERROR_(REASON_)?/, '').slice(0, 300) ?? '';
  if (status === 'SUCCESS') return { kind: 'delivered' };
  if (status !== 'FAILED' && status !== 'PARTIAL_SUCCESS') return { kind: 'accepted', receipt, afterSeconds: firstAsk };
  if (reason.startsWith('DUPLICATE_')) return { kind: 'already-there' };
  if (/^INVALID_(GCLID|GBRAID|WBRAID)/.test(reason)) return { kind: 'no-match', detail: `Google: ${reason}` };
  return { kind: 'rejected', detail: reason === '' ? 'Google could not process it' : `Google: ${reason}` };
}

function readFailure(response: HttpResponse): Outcome {
  const { status } = response;
  const { data } = failure.safeParse(jsonOf(response));
  const said = data?.error.status?.slice(0, 100) ?? String(status);
  if (status === 401) return { kind: 'auth', detail: `Google answered ${said}` };
  if (status === 429)
    return { kind: 'throttled', afterSeconds: retryAfter(response), detail: `Google answered ${said}` };
  if (isRedirect(response)) return { kind: 'transient', detail: `Google redirects (${status}), which is not followed` };
  if (halfway.has(status)) return { kind: 'unknown', isOver: true, detail: `Google answered ${said}` };
  if (status >= 500 || status === 408) return { kind: 'transient', detail: `Google answered ${said}` };
  const details = data?.error.details ?? [];
  const violation = details.flatMap(({ fieldViolations = [] }) => fieldViolations)[0];
  const reason = violation?.reason ?? violation?.description ?? details.find((each) => each.reason)?.reason;
  return {
    kind: 'rejected',
    ...(violation?.field !== undefined && { field: violation.field.slice(0, 200) }),
    detail: `Google answered ${said}${reason === undefined ? '' : `: ${reason.slice(0, 300)}`}`,
  };
}
