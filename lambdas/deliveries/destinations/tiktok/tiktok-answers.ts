import * as z from 'zod';
import type { HttpResponse } from '../destination.ts';
import { isSuccess, jsonOf, quoted, retryAfter } from '../http-response.ts';
import type { Outcome } from '../outcome.ts';
import { usualFailureUnsure } from '../usual-failure.ts';

/** What all answers of the Business API begin with, errors too, which come with the status 200. */
const answer = z.object({ code: z.number(), message: z.string().optional() });

/** What an answer of `/event/track/` says: its code decides, and its status only where there is none. */
export function readTracked(response: HttpResponse): Outcome {
  const { status } = response;
  const { data } = answer.safeParse(jsonOf(response));
  if (data === undefined) return readStatus(response);
  const { code } = data;
  if (code === 0 && isSuccess(response)) return { kind: 'delivered' };
  if (code === 0) return readStatus(response);
  const why = quoted(data.message ?? '');
  const said = `TikTok answered ${status === 200 ? '' : `${status}, `}error ${code}`;
  if (code === 40_100 || status === 429) return { kind: 'throttled', afterSeconds: retryAfter(response), detail: said };
  if (isRefused(code)) return { kind: 'auth', detail: said };
  if ((code >= 50_000 && code < 60_000) || status >= 500) return { kind: 'transient', detail: said };
  return { kind: 'rejected', detail: why === '' ? said : `${said}: ${why}` };
}

/** The token is none, is over, or may not do this: a person must act, and nothing passes until then. */
function isRefused(code: number): boolean {
  return code === 40_001 || (code >= 40_101 && code <= 40_119);
}

function readStatus(response: HttpResponse): Outcome {
  const { status } = response;
  const failure = usualFailureUnsure(response, 'TikTok');
  if (failure !== undefined) return failure;
  if (isSuccess(response)) return { kind: 'unknown', detail: 'TikTok did not say whether it received the event' };
  const detail = `TikTok answered ${status}`;
  return status === 403 ? { kind: 'auth', detail } : { kind: 'rejected', detail };
}
