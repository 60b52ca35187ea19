import * as z from 'zod';
import { call } from '../calls/call.ts';
import type { StoredCall } from '../calls/call-item.ts';
import { match, matchedVisit } from '../calls/match/match.ts';
import { listOf } from '../platform/http/list-page.ts';
import { isoTime } from '../platform/iso-time.ts';
import { coming } from './coming-fields.ts';
import { tellMoney, tellTimeIfAny, toldMoney } from './response-values.ts';

const time = z.iso.datetime();

/** A call as it is told. */
export const toldCall = call.omit({ caller: true }).extend({
  site: z.string(),
  /** Null: the caller withheld it. Missing: nobody said. */
  caller: z.string().nullable().optional(),
  startedAt: time,
  answeredAt: time.optional(),
  endedAt: time.optional(),
  finalAt: time.optional(),
  /** Fields with a value that only a newer version knows; what is told instead is only near. */
  unsupported: z.array(z.string()).optional(),
});

const toldVisit = matchedVisit.extend({ shownAt: time, touchAt: time.optional() });

/** Why it belongs to whom, without who else was possible. */
const toldMatch = match
  .omit({ site: true, candidates: true, linkedVisits: true })
  .extend({ method: match.shape.method.describe(coming.phoneCode), visit: toldVisit.nullable() });

/** The same with all that it was weighed against. */
export const fullMatch = toldMatch.extend({
  candidates: match.shape.candidates,
  linkedVisits: match.shape.linkedVisits.describe(coming.linkedVisits),
});

/** What a call came to: open conversions and their values by currency, what sales less refunds come to, what was reported. */
const toldSums = z.object({
  conversions: z.number().int(),
  values: z.array(toldMoney),
  /** Missing as long as none was reported. */
  revenue: toldMoney.optional(),
  outcome: z.string().optional(),
  tags: z.array(z.string()),
});

/** An item of `GET /v1/calls`. */
export const listedCall = z.object({ call: toldCall, match: toldMatch, ...toldSums.shape });
export type ListedCall = z.infer<typeof listedCall>;

/** `GET /v1/calls`. */
export const listedCalls = listOf(listedCall).extend({
  unsupportedCalls: z
    .number()
    .int()
    .optional()
    .describe('So many calls stand between these: a newer version of Leaseline wrote them, and only it can read them.'),
});

/** A call as the API tells it, once the edge has left out what is not told: ISO times, `caller` null if withheld. */
export function tellCall(stored: StoredCall): z.infer<typeof toldCall> {
  const { caller, startedAt, answeredAt, endedAt, finalAt, unsupported, ...rest } = stored;
  return {
    ...rest,
    ...(caller !== undefined && { caller: caller.kind === 'number' ? caller.number : null }),
    startedAt: isoTime(startedAt),
    answeredAt: tellTimeIfAny(answeredAt),
    endedAt: tellTimeIfAny(endedAt),
    finalAt: tellTimeIfAny(finalAt),
    ...(unsupported && { unsupported: [...unsupported] }),
  };
}

/** Its match with the visit behind it. */
export function tellMatch({ match: { visit, ...rest } }: StoredCall): z.infer<typeof fullMatch> {
  const told = visit && { ...visit, shownAt: isoTime(visit.shownAt), touchAt: tellTimeIfAny(visit.touchAt) };
  return { ...rest, visit: told };
}

/** What it came to; of a call that was kept without sums, nothing. */
export function tellSums({ sums }: StoredCall): z.infer<typeof toldSums> {
  if (sums === undefined) return { conversions: 0, values: [], tags: [] };
  const { values, revenue, ...rest } = sums;
  return { ...rest, values: values.map(tellMoney), ...(revenue && { revenue: tellMoney(revenue) }) };
}

/** A call as an item of the list. */
export function tellListed(stored: StoredCall): ListedCall {
  return { call: tellCall(stored), match: tellMatch(stored), ...tellSums(stored) };
}
