import type { Ring } from './match-facts.ts';

/** When a recipient's number was called before this call, ms: first by somebody else, last by this very caller. */
export interface RungBefore {
  readonly byOther?: number;
  readonly byCaller?: number;
}

/**
 * Who rang a recipient's number first is taken for the recipient, and who calls later for somebody whom the mail was passed on to. Of who gives
 * no number nobody knows. `rings`: the latest first.
 */
export function rungBefore(rings: readonly Ring[], caller: string | undefined): RungBefore {
  if (caller === undefined) return {};
  const first = rings.at(-1);
  const own = rings.find((ring) => ring.caller === caller);
  return {
    ...(first !== undefined && first.caller !== caller && { byOther: first.startedAt }),
    ...(own !== undefined && { byCaller: own.startedAt }),
  };
}
