import type { Conversion } from '../../lambdas/conversions/conversion.ts';
import type { Delivery } from '../../lambdas/deliveries/delivery.ts';
import type { Abilities } from '../../lambdas/deliveries/destinations/destination.ts';
import { isGivenBack } from '../../lambdas/deliveries/news/taken-back.ts';
import { schedule } from '../../lambdas/deliveries/schedule.ts';
import type { Book } from './receiver-book.ts';

/** A conversion when all is over, and what may excuse that it does not count. */
export interface Life {
  readonly conversion: Conversion;
  readonly delivery: Delivery;
  readonly book: Book;
  readonly can: Abilities;
  readonly isSet: boolean;
  /** Answers that were lost, attempts that died, and errors that leave open what was done. */
  readonly losses: number;
  /** Refusals that nothing but a person can mend. */
  readonly refusals: number;
  /** Requests that failed in any way. */
  readonly failures: number;
  /** From the first attempt to the last one, ms. */
  readonly took: number;
}

/** Counted as it should be; parked for a person, or not told, for a reason that holds. */
export type End = 'counted' | 'parked' | 'not-told';

/** How it ended, and what of the promise is broken. */
export function judge(life: Life): { readonly end: End; readonly wrong: readonly string[] } {
  const { delivery, conversion, book } = life;
  const revisions = book.applied.map(({ revision }) => revision);
  const always = [
    ...(book.counted > 1 || book.counted < 0 ? [`it counts ${book.counted} times`] : []),
    ...(book.repeated.length > 0 ? [`revision ${book.repeated[0]} was told twice, blindly`] : []),
    ...(revisions.every((each, index) => each >= (revisions[index - 1] ?? 0))
      ? []
      : ['an old value came after a new one']),
    ...(delivery.attempted === conversion.revision && !delivery.sending && !delivery.asking ? [] : ['it is not over']),
  ];
  switch (delivery.state) {
    case 'delivered':
      return { end: 'counted', wrong: [...always, ...wronglyDelivered(life)] };
    case 'parked':
      return { end: 'parked', wrong: [...always, ...wronglyParked(life)] };
    case 'skipped':
      return {
        end: delivery.result === 'no-new-values' ? 'counted' : 'not-told',
        wrong: [...always, ...wronglySkipped(life)],
      };
    case 'pending':
      return { end: 'not-told', wrong: [...always, 'it is lost: nobody goes on with it'] };
  }
}

/** Whether the destination must have it no more: it was withdrawn, or all of it was given back and that takes it back. */
function isGone({ conversion, can }: Pick<Life, 'conversion' | 'can'>): boolean {
  return conversion.state === 'retired' || (isGivenBack(conversion) && can.retractsRefunds === true);
}

function wronglyDelivered({ conversion, book, can, isSet }: Life): string[] {
  const last = book.applied.at(-1);
  const isNewest = last?.revision === conversion.revision;
  if (isGone({ conversion, can })) {
    if (book.counted === 0) return [];
    return isNewest && last.kind === (can.retract ? 'retract' : 'restate') ? [] : ['it was not taken back'];
  }
  if (book.counted === 0) return ['it is lost: delivered, and nobody has it'];
  if (!can.restate) return [];
  const units = String(conversion.value.minor / 100);
  const amount =
    units === '0'
      ? /(?<![\w.])0(?:[.,]00)?(?!\d)/
      : new RegExp(`(?<!\\d)${units.slice(0, -3)}[,.\\s]?${units.slice(-3)}(?!\\d)`);
  return isNewest && (isSet || amount.test(last.text)) ? [] : ['the last value is not the newest'];
}

function wronglyParked({ delivery, can, losses, refusals, failures, took }: Life): string[] {
  const isTriedOften = failures + losses >= schedule.length;
  switch (delivery.result) {
    case 'rejected':
      // What it is called was lost with the answer: it cannot be named.
      return refusals > 0 || (can.adjusts && losses > 0) ? [] : ['parked as refused, which nobody did'];
    case 'unknown-whether-received': {
      const { dedupe } = can;
      const cannotTell =
        dedupe === 'none' || can.adjusts === true || can.retractsForGood === true || took > dedupe.windowSeconds * 1000;
      return losses > 0 && (cannotTell || isTriedOften) ? [] : ['parked as unknown, where it could be told again'];
    }
    default:
      return isTriedOften ? [] : [`parked after few attempts: ${delivery.reason}`];
  }
}

function wronglySkipped({ delivery, conversion, book, can, isSet, losses, took }: Life): string[] {
  switch (delivery.result) {
    case 'not-for-it':
      // A set of people who bought has nobody who gave all back, whatever else is withdrawn there.
      if (isSet && isGivenBack(conversion) && book.counted === 0) return [];
      return isGone({ conversion, can }) && book.counted === 0 ? [] : ['said to be nothing for it, which it is'];
    case 'withdrawn':
      return isGone({ conversion, can }) && book.counted === 0 ? [] : ['said to be withdrawn unsent, which it is not'];
    case 'no-new-values':
      // What may have been received cannot be taken back, whether it was or not.
      return !can.restate && (book.counted === 1 || (isGone({ conversion, can }) && losses > 0))
        ? []
        : ['said to take no new values, and has not the first'];
    case 'taken-back':
      return isGone({ conversion, can }) && book.applied.at(-1)?.kind === 'retract'
        ? []
        : ['said to be taken back already, which it is not'];
    case 'too-old':
      return took > 86_400_000 ? [] : ['said to be too old, which it is not'];
    default:
      return [`skipped: ${delivery.reason}`];
  }
}
