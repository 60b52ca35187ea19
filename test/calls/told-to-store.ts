import { isDeepStrictEqual } from 'node:util';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { unpackItem } from '../../lambdas/calls/packed-item.ts';
import { settle } from '../../lambdas/settle/settle.ts';
import { type House, keep, kept, openHouse, settleQueued } from '../lambdas/settle/call-house.ts';
import { type Ending, random, rules, shuffled, tellInAnyOrder, toldBy } from './told-in-any-order.ts';
import type { TransferredCall } from './transferred-calls.ts';

/** How one carrier tells of a call with this id and caller. */
type Play = (id: string, caller: string) => TransferredCall;

export interface StoreOrders {
  readonly orders: number;
  readonly seed: number;
  /** So many calls are told at once, each to tables of its own. */
  readonly atOnce?: number;
  /** Called after each order. */
  readonly told?: () => void;
}

/** As many messages as a queue gives at a time. */
const mostMessages = 10;

/**
 * Tells calls in random orders to the store, as the queue does: each message up to three times, in batches of random sizes, to two workers at
 * once. Answers what ended otherwise than all that was told comes to, in words.
 */
export async function tellStore(
  play: Play,
  { orders, seed, atOnce = 4, told = () => undefined }: StoreOrders,
): Promise<string[]> {
  const wrong: string[] = [];
  let begun = 0;
  const work = async () => {
    const house = await openHouse(rules);
    let calls = 0;
    for (let order = begun++; order < orders; order = begun++) {
      const areaCode = 202 + (Math.floor(order / 100) % 500);
      const { call, bodies } = play(`s${order}`, `+1${areaCode}55501${String(order % 100).padStart(2, '0')}`);
      const why = await tellOnce(house, { call, bodies }, random(seed + order));
      if (why !== undefined) wrong.push(`order ${order}: ${why}`);
      calls++;
      told();
    }
    if (calls > 0) wrong.push(...(await leftOver(house, calls)));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, orders) }, work));
  return wrong;
}

async function tellOnce(
  house: House,
  { call, bodies }: TransferredCall,
  next: () => number,
): Promise<string | undefined> {
  const { expected } = tellInAnyOrder(bodies, 0, 0);
  const some = shuffled(bodies, next);
  const half = Math.floor(next() * some.length);
  const shares = [some.slice(0, half), some.slice(half)].map((share) => inBatches(share, next));
  await Promise.all(shares.map((batches) => workThrough(house, batches)));
  await settleQueued(house, toldBy);
  return difference(await kept(house, call), expected);
}

function inBatches<T>(all: readonly T[], next: () => number): T[][] {
  const batches: T[][] = [];
  for (let at = 0; at < all.length; ) {
    const size = 1 + Math.floor(next() * mostMessages);
    batches.push(all.slice(at, at + size));
    at += size;
  }
  return batches;
}

/** All messages of a batch are kept before their calls are settled. */
async function workThrough(house: House, batches: readonly (readonly string[])[]): Promise<void> {
  for (const batch of batches) for (const call of await keep(house, ...batch)) await settleStubbornly(house, call);
}

/** What fails is given again. */
async function settleStubbornly(house: House, call: string): Promise<void> {
  for (let left = 20; ; left--) {
    try {
      await settle(call, house.deps, toldBy);
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

function difference({ call, conversions }: Awaited<ReturnType<typeof kept>>, expected: Ending): string | undefined {
  const stored: Readonly<Record<string, unknown>> = { ...call };
  const told = Object.entries(expected.call ?? {}).filter(([, value]) => value !== undefined);
  const differing = told.filter(([name, value]) => !isDeepStrictEqual(stored[name], value)).map(([name]) => name);
  if (differing.length > 0) return `${differing.join(', ')} of the call`;
  // Their ids follow from the match as well, which is another one there.
  const made = conversions.map(({ rule, state, value: { minor } }) => `${rule.id} ${state} ${minor}`).toSorted();
  const wanted = expected.conversions.map(([, ...one]) => one.join(' ')).toSorted();
  return isDeepStrictEqual(made, wanted) ? undefined : `its conversions are ${made.join(', ')}`;
}

/** Calls beside those that were told, and conversions beside theirs: legs that were calls of their own for a while leave none. */
async function leftOver({ sources: { calls } }: House, told: number): Promise<string[]> {
  let whole = 0;
  let open = 0;
  for await (const { Items = [] } of paginateScan({ client: calls.documents }, { TableName: calls.name })) {
    for (const item of Items.map(unpackItem)) {
      if (item.sk === 'CALL' && item.partOf === undefined) whole++;
      if (String(item.sk).startsWith('CONVERSION#') && item.state === 'open') open++;
    }
  }
  return [
    ...(whole === told ? [] : [`${told} calls were told, and ${whole} are there`]),
    ...(open === 2 * told ? [] : [`${told} calls have ${open} conversions`]),
  ];
}
