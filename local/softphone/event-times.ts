import { between, type Random } from './seeded-random.ts';

/**
 * After how many milliseconds an event is put on the bus: usually at once or soon, now and then seconds late, sometimes a
 * second time. So events of one call overtake each other, also across answering and hanging up.
 */
export function eventTimes(random: Random): readonly number[] {
  const first = random() < 0.1 ? between(random, 2000, 4000) : between(random, 0, 1000);
  return random() < 0.15 ? [first, between(random, 0, 3000)] : [first];
}

/** Milliseconds between the end of a contact, its after-work included, and its record. */
export function recordTime(random: Random): number {
  return between(random, 200, 1200);
}
