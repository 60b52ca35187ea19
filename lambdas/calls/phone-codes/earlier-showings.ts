import type { Table } from '../../platform/aws/table.ts';
import { lastShown } from '../../visits/newest-visits-store.ts';
import { readVisitNow } from '../../visits/number-visits-store.ts';
import { type CodesRead, endOfStartSecond, type LinkedCode, type MatchFacts } from '../match/match-facts.ts';
import { matchedVisitOf } from '../match/matched-visit.ts';

/**
 * Codes, and in which visit those who said them had been shown the number that was called, be it before its last holders: who calls that late is
 * known by nothing else. Of a number that is leased; since it is in its pool.
 */
export async function withEarlierShowings(
  table: Table,
  codes: CodesRead | undefined,
  { call: { trackedNumber, startedAt }, number, visits }: Pick<MatchFacts, 'call' | 'number' | 'visits'>,
): Promise<CodesRead | undefined> {
  if (codes === undefined || trackedNumber === undefined || number?.role !== 'session') return codes;
  const { since = 0, site } = number;
  const linked = codes.linked.map(async (one): Promise<LinkedCode> => {
    const { visitor } = one.visit;
    const [newest] = visits.filter((visit) => visit.visitor === visitor);
    if (newest !== undefined) return { ...one, shown: matchedVisitOf(newest) };
    const shown =
      (await lastShown(table, trackedNumber, { visitor, since, until: endOfStartSecond(startedAt) })) ??
      (one.shown && (await readVisitNow(table, { ...one.shown, visit: one.shown.id, number: trackedNumber })));
    if (shown === 'withdrawn') return { ...one, shown: undefined };
    return shown?.site === site ? { ...one, shown: matchedVisitOf(shown) } : one;
  });
  return { ...codes, linked: await Promise.all(linked) };
}
