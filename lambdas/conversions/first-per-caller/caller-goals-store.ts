import * as z from 'zod';
import { type PersonItemsPart, readPersonItems, timeDigits } from '../../calls/callers/person-items-store.ts';
import { readKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { TransactItem } from '../../platform/aws/transact.ts';

const goal = z.object({ call: z.string(), startedAt: z.number().int() });
/** A call that met the goal of a rule which counts one call of a caller only. */
export type Goal = Readonly<z.infer<typeof goal>>;

/** Of whom, by the partition of the person, and under which rule. */
export interface GoalPlace {
  readonly person: string;
  readonly rule: string;
}

const day = 86_400_000;

/**
 * Whether the person met the goal by an earlier call that began at most so many days before. Consistent; reads two at the most, however many
 * there are.
 */
export async function hasEarlierGoal(
  calls: Table,
  place: GoalPlace,
  own: Goal & { readonly days: number },
): Promise<boolean> {
  const from = { call: '', startedAt: own.startedAt - own.days * day };
  const range = { first: goalKey(place, from).sk, end: goalKey(place, own).sk, limit: 2, isBackwards: true };
  const { items } = await readPersonItems(calls, place.person, range);
  return items.some((item) => item.call !== own.call);
}

/**
 * Those that met the goal and began at this time (ms) or later, earliest first, so many at a time; `after` is the `last` of the page before.
 * Consistent.
 */
export async function goalsSince(
  calls: Table,
  place: GoalPlace,
  { from, ...part }: PersonItemsPart & { readonly from: number },
): Promise<{ readonly calls: readonly Goal[]; readonly last: string | undefined }> {
  const first = goalKey(place, { call: '', startedAt: from }).sk;
  const end = `${prefixOf(place)}:`; // comes after all digits
  const { items, last } = await readPersonItems(calls, place.person, { first, end, ...part });
  return { calls: readKnown(goal, items), last };
}

/** The write that notes a call; the same again changes nothing. */
export function goalWrite(table: string, place: GoalPlace, entry: Goal): TransactItem {
  return { Put: { TableName: table, Item: { ...goalKey(place, entry), ...entry } } };
}

/** The write that takes the note away: the call does not meet the goal any more, or it is somebody else's, or began at another time. */
export function goalRemoval(table: string, place: GoalPlace, entry: Goal): TransactItem {
  return { Delete: { TableName: table, Key: goalKey(place, entry) } };
}

function prefixOf({ rule }: GoalPlace): string {
  return `GOAL#${rule}#`;
}

/** By the start of the call, so that the one before and the one after are found without reading the others. */
function goalKey(place: GoalPlace, { call, startedAt }: Goal) {
  return { pk: place.person, sk: `${prefixOf(place)}${timeDigits(startedAt)}#${call}` };
}
