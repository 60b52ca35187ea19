import fc from 'fast-check';
import type { TryFate } from '../../embedded-dynamodb.ts';
import { DeliveryWorld, type Fate, type UnreliableCalls } from './delivery-world.ts';
import type { Memory } from './model-destination.ts';

/** What may happen between two steps of attempts. */
type Event =
  | { readonly kind: 'attempt'; readonly behind: number; readonly steps?: number }
  | { readonly kind: 'want'; readonly retire: boolean }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'step'; readonly which: number; readonly ms: number; readonly steps: number }
  | { readonly kind: 'kill'; readonly which: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'fate'; readonly fate: Fate }
  | { readonly kind: 'try'; readonly fate: TryFate }
  | { readonly kind: 'fail'; readonly finish: TryFate }
  | { readonly kind: 'arrive' };

export const which = fc.nat({ max: 5 });
const behind = fc.constantFrom(0, 0, 0, 1);
export const attempts = { weight: 4, arbitrary: fc.record({ kind: fc.constant('attempt' as const), behind }) };
const retire = fc.constantFrom(false, false, false, true);
export const wants = { weight: 2, arbitrary: fc.record({ kind: fc.constant('want' as const), retire }) };
export const sweeps = { weight: 1, arbitrary: fc.constant({ kind: 'sweep' as const }) };
export const steps = (...times: number[]) => ({
  weight: 10,
  arbitrary: fc.record({
    kind: fc.constant('step' as const),
    which,
    ms: fc.constantFrom(...times),
    steps: fc.constantFrom(1, 2, 3, 4, 9),
  }),
});
export const passing = (...times: number[]) => ({
  weight: 2,
  arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(...times) }),
});
/** The table answers some tries late or never; the SDK tries again. */
export const tries = {
  weight: 3,
  arbitrary: fc.record({
    kind: fc.constant('try' as const),
    fate: fc.constantFrom<TryFate>('answered', 'lost', 'lost', 'late'),
  }),
};
export const fates = (...each: Fate[]) => ({
  weight: 3,
  arbitrary: fc.record({ kind: fc.constant('fate' as const), fate: fc.constantFrom(...each) }),
});
const kills = { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const), which }) };

/** Steps of an attempt: it reads, reads facts, claims, sends and finishes, and may die before and after each. */
export const whole = 9;
/** After so many it has decided, and claims next; is about to send; has its answer. */
export const stops = { decided: 3, claimed: 5, answered: 6 } as const;

async function live(calls: UnreliableCalls, world: DeliveryWorld, events: readonly Event[]): Promise<void> {
  for (const each of events) {
    if (each.kind === 'attempt')
      await world.begin(Math.max(1, world.conversion.revision - each.behind), each.steps ?? 0);
    if (each.kind === 'want') world.want(each.retire);
    if (each.kind === 'sweep') await world.sweep();
    if (each.kind === 'step') await world.step(each.which, each.ms, each.steps);
    if (each.kind === 'kill') world.kill(each.which);
    if (each.kind === 'pass') world.pass(each.ms);
    if (each.kind === 'fate') world.fates.push(each.fate);
    if (each.kind === 'try') calls.tries.push(each.fate);
    if (each.kind === 'arrive') await calls.arrive();
    if (each.kind === 'fail') {
      // Claimed, refused by the receiver, and tried again when it has waited.
      world.fates.splice(0, Number.POSITIVE_INFINITY, 'error');
      calls.tries.splice(0, Number.POSITIVE_INFINITY, 'answered', each.finish);
      await world.begin(world.conversion.revision, whole);
      world.pass(6000);
    }
  }
}

/** Lives through the events, then to the end; answers the world, what became of the delivery, and what of the promise was broken. */
export async function afterwards(
  calls: UnreliableCalls,
  memory: Memory,
  events: readonly Event[],
  { answersLater = false } = {},
) {
  const world = new DeliveryWorld(calls, memory, answersLater);
  await live(calls, world, events);
  await world.end();
  const delivery = await world.delivery();
  const { conversion, received, arrivals, asked, losses, hastes } = world;
  const last = received.at(-1);
  const ends = {
    parked: delivery.reason?.includes('unknown whether received') === true && losses > 0,
    skipped: delivery.reason === 'it was withdrawn before it was sent' && received.length === 0,
    delivered:
      delivery.sent === conversion.revision &&
      last?.revision === conversion.revision &&
      last.minor === conversion.value.minor,
    pending: false,
  };
  const inOrder = received.every(({ revision }, index) => revision >= (received[index - 1]?.revision ?? 0));
  const broken = [
    ...(hastes === 0 ? [] : ['it was sent again too soon']),
    ...(inOrder ? [] : ['an old value came after a newer one']),
    ...(ends[delivery.state] ? [] : [`it is not true that it is ${delivery.state}`]),
    ...(delivery.wanted === conversion.revision && !delivery.sending ? [] : ['it is not over']),
  ];
  return { delivery, received, arrivals, asked, broken };
}

export const lives = fc.array(
  fc.oneof(
    attempts,
    wants,
    sweeps,
    steps(0, 0, 0, 1, 50, 1000),
    kills,
    passing(1000, 6000, 31_000, 121_000, 301_000),
    fates('ok', 'error', 'lost', 'never', 'late'),
    tries,
  ),
  { maxLength: 40, size: 'max' },
);
/** Who looks for the smallest example of what is broken stops in time to tell it. */
export const often = { numRuns: 60, interruptAfterTimeLimit: 30_000 };
