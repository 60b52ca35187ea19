import * as z from 'zod/mini';

/** A page shows a code for so long before it asks for it again, ms. */
export const shownFor = 30 * 60_000;

/** For so long after its end a code is nobody else's, days: until then an order may name it. */
export const keptDays = 30;

/** Whose a code is: one visit of one visitor, by what finds it in the table. */
const holder = z.object({
  visit: z.string(),
  visitor: z.string(),
  /** Of a visit with a number of its own. */
  number: z.optional(z.string()),
  shownAt: z.int(),
});

/** A code that a site has given. Times in ms. Without a `holder` it is a mark: its visitor has withdrawn, and nobody else gets it yet. */
export const givenCode = z.object({
  site: z.string(),
  code: z.string(),
  givenAt: z.int(),
  /** Until then the page shows it. */
  expiresAt: z.int(),
  holder: z.optional(holder),
});
export type GivenCode = Readonly<z.infer<typeof givenCode>>;

/** Where a code was said: in a call, while it lasted (ms; a call that lasts still has no end), or in an order, at any time before it came about. */
export type SaidIn =
  | { readonly kind: 'call'; readonly startedAt: number; readonly endedAt?: number | undefined }
  | { readonly kind: 'order'; readonly at: number };

export type CodeVerdict =
  | { readonly kind: 'good'; readonly holder: NonNullable<GivenCode['holder']> }
  /** Goes on after "the code". */
  | { readonly kind: 'refused'; readonly refused: string };

/** Clocks differ, and a page takes a moment to show another code, ms. */
const leeway = 5 * 60_000;

/** Whether a code that fits by its check digit can have been said then. `given`: undefined for one that the site has not given, or not lately. */
export function judgeCode(given: GivenCode | undefined, saidIn: SaidIn): CodeVerdict {
  if (given === undefined) return refused(`is none that the site has given within the last ${keptDays} days`);
  if (given.holder === undefined) return refused('was given to a visitor who has withdrawn consent since');
  const { holder, givenAt, expiresAt } = given;
  if (saidIn.kind === 'order') {
    return givenAt - leeway > saidIn.at
      ? refused(`was given at ${timeInWords(givenAt)}, after the order had come about`)
      : { kind: 'good', holder };
  }
  const { startedAt, endedAt = Infinity } = saidIn;
  if (expiresAt + leeway < startedAt) {
    return refused(
      `had expired at ${timeInWords(expiresAt)}, before the call began: ask for the one that the page shows now`,
    );
  }
  if (givenAt - leeway > endedAt) return refused(`was given at ${timeInWords(givenAt)}, after the call had ended`);
  return { kind: 'good', holder };
}

function refused(reason: string): CodeVerdict {
  return { kind: 'refused', refused: reason };
}

function timeInWords(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
