import { field, numberField, numericField, textField } from '../fields.ts';
import type { ShownNumber } from '../tracker/page/shown-number.ts';

/** What a call link answers, in this browser's time (ms). */
export interface LinkAnswer {
  readonly number: ShownNumber;
  /** What to show once `number` is not theirs any more. */
  readonly fallback: ShownNumber;
  /** Of a leased number; the others stay. */
  readonly heldUntil: number | undefined;
  /** When the next sign of a person is worth telling. */
  readonly tellAt: number;
}

/** Reads an answer; undefined for what is none. `clockAhead`: of this browser, ms. */
export function readLinkAnswer(body: unknown, clockAhead: number, now: number): LinkAnswer | undefined {
  const number = numberField(body, 'number');
  if (number === undefined) return undefined;
  const lease = field(body, 'lease');
  const expiresAt = Date.parse(textField(lease, 'expiresAt') ?? '');
  const seconds = numericField(lease, 'renewAfterSeconds');
  return {
    number,
    fallback: numberField(body, 'default') ?? number,
    heldUntil: Number.isNaN(expiresAt) ? undefined : expiresAt + clockAhead,
    tellAt: seconds === undefined ? Number.POSITIVE_INFINITY : now + seconds * 1000,
  };
}
