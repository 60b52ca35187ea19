import { badRequest, conflict } from '../../platform/http/problem.ts';
import { type E164, e164 } from '../../settings/e164.ts';
import { whyUnfit } from '../../settings/pools/number-fits.ts';
import { shownOwnNumber } from '../../settings/pools/own-number.ts';
import type { SessionPool } from '../../settings/pools/pool.ts';

/** What became of one number that a call wanted to add; `reason` says which kind of refusal it is. */
export type NumberResult =
  | {
      readonly number: string;
      readonly result: 'added' | 'already-there';
      readonly display: string;
      /** ISO; only of a number that begins with a rest. */
      readonly restsUntil?: string;
    }
  | {
      readonly number: string;
      readonly result: 'refused';
      readonly reason: 'invalid' | 'unfit' | 'used';
      readonly detail: string;
    };

/** A number that may be added, and how people read it. */
export interface Candidate {
  readonly number: E164;
  readonly display: string;
}

/** The numbers that can exist and are what the pool wants, each once, and the refusals of the others. */
export function candidatesOf(
  numbers: readonly string[],
  country: string | undefined,
  pool: Pick<SessionPool, 'numberKind' | 'areaCodes'> = {},
): { readonly candidates: Candidate[]; readonly refused: ReadonlyMap<string, NumberResult> } {
  const refused = new Map<string, NumberResult>();
  const candidates = [...new Set(numbers)].flatMap((number) => {
    const parsed = e164.safeParse(number);
    const shown = parsed.success ? shownOwnNumber(parsed.data, country) : undefined;
    if (parsed.success && shown !== undefined) {
      const unfit = whyUnfit(parsed.data, pool);
      if (unfit === undefined) return [{ number: shown.e164, display: shown.display }];
      refused.set(number, { number, result: 'refused', reason: 'unfit', detail: unfit });
      return [];
    }
    const detail = parsed.success ? 'is not a valid phone number' : (parsed.error.issues[0]?.message ?? 'does not fit');
    refused.set(number, { number, result: 'refused', reason: 'invalid', detail });
    return [];
  });
  return { candidates, refused };
}

/** Throws where nothing was done, so that the status says so, too: 400 where none is a phone number, else 409. */
export function refuseIfAllWere(results: readonly NumberResult[]): void {
  const refused = results.flatMap((result, index) =>
    result.result === 'refused' ? [{ ...result, field: `numbers[${index}]` }] : [],
  );
  if (refused.length < results.length) return;
  const errors = refused.map(({ field, detail }) => ({ field, detail }));
  if (refused.every(({ reason }) => reason === 'invalid')) throw badRequest('none of these is a phone number', errors);
  throw conflict('none of these numbers can be added', errors);
}
