import type { MatchSources } from '../../../lambdas/calls/match/gather-match-facts.ts';

/** The stack's tables, and the key that people are known by. */
export type Tables = MatchSources;

/** One thing that a function writes. It is done where all goes well, and where answers get lost: both must be the same. */
export interface StoreRow {
  /** The exported function that writes. */
  readonly name: string;
  readonly when: string;
  /** Makes what is there before; answers the act itself, which gives what the function says. */
  readonly arrange: (tables: Tables) => Promise<(tables: Tables) => Promise<unknown>>;
}

export function row<Before>(
  name: string,
  when: string,
  before: (tables: Tables) => Promise<Before>,
  act: (tables: Tables, before: Before) => Promise<unknown>,
): StoreRow {
  return {
    name,
    when,
    async arrange(tables) {
      const found = await before(tables);
      return (same) => act(same, found);
    },
  };
}

/** Nothing is there before. */
export const nothing = async (): Promise<void> => undefined;
