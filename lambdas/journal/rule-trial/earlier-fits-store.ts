import { callKey, readStoredCall } from '../../calls/call-item.ts';
import { callsSince } from '../../calls/callers/person-store.ts';
import { readTranscriptsOf } from '../../calls/conversation/transcript-store.ts';
import { isEarlier } from '../../calls/match/match-facts.ts';
import { batchGet } from '../../platform/aws/batch-get.ts';
import type { Table } from '../../platform/aws/table.ts';
import { type HasEarlier, saidInCalls } from './run-trial.ts';
import { type Trial, tryCall } from './try-call.ts';

const day = 86_400_000;

/** So many calls of one caller are looked at. */
const mostOfCaller = 50;

/**
 * Looks up whether a caller made an earlier call that fits. Most need no read: the match says when the caller called before. What an earlier
 * one came to is remembered, as callers that call often have it for each of their calls. Reads only.
 */
export function earlierFits(calls: Table, trial: Trial): HasEarlier {
  const days = trial.rule.conversion.firstPerCallerInDays ?? 0;
  const fits = new Map<string, boolean>();
  return async ({ id, person, startedAt, match }) => {
    const from = startedAt - days * day;
    const isFirst = match.firstTimeCaller === true || (match.previousCallAt ?? from) < from;
    if (person === undefined || isFirst) return false;
    const page = await callsSince(calls, person, { from, limit: mostOfCaller });
    const earlier = page.calls.filter((one) => isEarlier(one, { call: id, startedAt }));
    const keys = earlier.filter(({ call }) => !fits.has(call)).map(({ call }) => callKey(call));
    const items = await batchGet(calls, keys, { isConsistent: false });
    const unjudged = items.flatMap((item) => readStoredCall(item) ?? []);
    const said = await saidInCalls(unjudged, trial, (wanted) => readTranscriptsOf(calls, wanted));
    for (const one of unjudged) fits.set(one.id, tryCall(one, trial, said.get(one.id)).verdict === 'fits');
    if (earlier.some(({ call }) => fits.get(call))) return true;
    const areAll = page.last === undefined || earlier.length < page.calls.length;
    return areAll ? false : undefined;
  };
}
