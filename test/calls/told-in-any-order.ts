import { carriers } from '../../lambdas/calls/carriers/registry.ts';
import { fold } from '../../lambdas/calls/fold/fold.ts';
import type { Observation } from '../../lambdas/calls/observation.ts';
import type { Conversion } from '../../lambdas/conversions/conversion.ts';
import { decide } from '../../lambdas/conversions/decide.ts';
import { annasMatch, someRule } from '../lambdas/conversions/facts.ts';
import { start } from '../lambdas/settle/call-house.ts';

/** When all of it was told, ms. */
export const toldBy = start + 4 * 60_000;

/** What became of some orders in which a call was told. */
export interface ToldOrders {
  readonly orders: number;
  /** Those that ended otherwise, by their place. */
  readonly wrong: readonly number[];
  /** What all of them come to. */
  readonly expected: Ending;
}

/** The call, and its conversions but for when their goals were met, which is told as it was known then. */
export interface Ending {
  readonly call: ReturnType<typeof fold>;
  readonly conversions: readonly (readonly [id: string, rule: string, state: string, minor: number])[];
}

/** By these all orders are judged. */
export const rules = [
  someRule({ since: 0, destinations: [] }),
  someRule({ id: 'long', since: 0, when: { talkSeconds: { gte: 90 } }, destinations: [] }),
];

/** Tells what messages say in many orders, each up to three times; each time a part of it first, which is decided, too. */
export function tellInAnyOrder(bodies: readonly string[], orders: number, seed: number): ToldOrders {
  const observations = bodies.flatMap(read);
  const expected = endingOf(observations, decided(observations, []));
  const text = JSON.stringify(expected);
  const next = random(seed);
  const wrong: number[] = [];
  for (let order = 0; order < orders; order++) {
    const told = shuffled(observations, next);
    const cut = Math.floor(next() * told.length);
    const early = decided(told.slice(0, cut), []);
    if (JSON.stringify(endingOf(told, decided(told, early))) !== text) wrong.push(order);
  }
  return { orders, wrong, expected };
}

/** What a message of the queue says, as its worker reads it. */
function read(body: string): readonly Observation[] {
  const message = JSON.parse(body);
  const {
    carrier = 'connect',
    account = '',
    hook = 'events',
    settings = {},
    raw = body,
    receivedAt = toldBy,
  } = message;
  const known = carriers.get(carrier);
  if (known === undefined) throw new Error(`there is no carrier ${carrier}`);
  const parsed = known.read({ account, hook, settings: known.settings.parse(settings), raw }, receivedAt);
  if (!('observations' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.observations;
}

function foldAll(observations: readonly Observation[]) {
  return fold(observations, { now: toldBy, graceSeconds: 1800 });
}

function decided(observations: readonly Observation[], before: readonly Conversion[]): readonly Conversion[] {
  const call = foldAll(observations);
  if (call === undefined) return before;
  return decide({ call, match: annasMatch(), ledger: [], rules, conversions: before, currency: 'EUR' }).conversions;
}

function endingOf(observations: readonly Observation[], conversions: readonly Conversion[]): Ending {
  return {
    call: foldAll(observations),
    conversions: conversions.map(({ id, rule, state, value: { minor } }) => [id, rule.id, state, minor] as const),
  };
}

/** Each at least once and up to three times, in any order. */
export function shuffled<T>(all: readonly T[], next: () => number): T[] {
  const some = all.flatMap((one) => Array.from({ length: 1 + Math.floor(next() * 3) }, () => one));
  return some
    .map((one) => ({ one, place: next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

/** A generator of its own, so that a seed brings the same orders; 0 to 1. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
