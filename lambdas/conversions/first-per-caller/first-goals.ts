import type { Call } from '../../calls/call.ts';
import type { StoredCall } from '../../calls/call-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { GoalMet } from '../decide.ts';
import { hasEarlierGoal } from './caller-goals-store.ts';

/** Whose call it is, and what of it is noted there already. */
interface Noted {
  readonly call: Pick<Call, 'id' | 'startedAt'>;
  /** The partition of the caller; undefined for who cannot be told apart: each call of theirs is the first. */
  readonly person: string | undefined;
  readonly stored: Pick<StoredCall, 'goals' | 'person' | 'startedAt'> | undefined;
}

/**
 * Under which rules a call is the first of its caller. A rule is missing as long as the call is not noted at the caller: only once it is, two calls
 * that are settled at the same time see each other.
 */
export async function firstGoals(
  goals: readonly GoalMet[],
  { call: { id, startedAt }, person, stored }: Noted,
  calls: Table,
): Promise<ReadonlyMap<string, boolean>> {
  const isNoted = stored?.person === person && stored?.startedAt === startedAt;
  const known = goals.filter(({ rule }) => person === undefined || (isNoted && stored?.goals?.includes(rule)));
  const found = known.map(async ({ rule, days }) => {
    const hasEarlier =
      person !== undefined && (await hasEarlierGoal(calls, { person, rule }, { call: id, startedAt, days }));
    return [rule, !hasEarlier] as const;
  });
  return new Map(await Promise.all(found));
}
