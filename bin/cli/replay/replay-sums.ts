import type { RematchAnswer, RematchedCall } from '../../../lambdas/journal/rematches/rematch-answer.ts';
import { addAmount } from '../rules/money-sums.ts';

/** What comes of some calls together. */
export interface KindSums {
  calls: number;
  made: number;
  changed: number;
  retracted: number;
  readonly before: Map<string, bigint>;
  readonly after: Map<string, bigint>;
}

/** What comes of all calls that were matched again. */
export interface ReplaySums {
  calls: number;
  unchanged: number;
  notOver: number;
  unsupportedCalls: number;
  /** On their way to be settled. */
  queued: number;
  /** By what changes; of those that are kept, by why. */
  readonly kinds: Map<string, KindSums>;
  readonly kept: Map<string, number>;
}

/** Nothing yet. */
export function noSums(): ReplaySums {
  return {
    calls: 0,
    unchanged: 0,
    notOver: 0,
    unsupportedCalls: 0,
    queued: 0,
    kinds: new Map(),
    kept: new Map(),
  };
}

/** Adds what came of one part. */
export function addPart(sums: ReplaySums, part: RematchAnswer): void {
  sums.calls += part.calls;
  sums.unchanged += part.unchanged;
  sums.notOver += part.notOver;
  sums.unsupportedCalls += part.unsupportedCalls ?? 0;
  sums.queued += part.queued;
  for (const item of part.items) {
    if (item.kind === 'kept') sums.kept.set(item.why, (sums.kept.get(item.why) ?? 0) + 1);
    else addCall(sums.kinds, item);
  }
}

/** How many calls change. */
export function changedCalls({ kinds }: ReplaySums): number {
  return [...kinds.values()].reduce((sum, { calls }) => sum + calls, 0);
}

function addCall(kinds: ReplaySums['kinds'], { kind, conversions, before, after }: RematchedCall): void {
  const row = kinds.get(kind) ?? {
    calls: 0,
    made: 0,
    changed: 0,
    retracted: 0,
    before: new Map<string, bigint>(),
    after: new Map<string, bigint>(),
  };
  kinds.set(kind, row);
  row.calls += 1;
  row.made += conversions.made;
  row.changed += conversions.changed;
  row.retracted += conversions.retracted;
  for (const value of before.worth) addAmount(row.before, value);
  for (const value of after.worth) addAmount(row.after, value);
}
