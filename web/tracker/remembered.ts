import { field, numberField, numericField, parseJson, textField, textsField } from '../fields.ts';
import type { ShownNumber } from './shown-number.ts';

const states = ['leased', 'default', 'static', 'none', 'lost'] as const;
export type State = (typeof states)[number];

/** What a browser keeps of a site's last answer; all its tabs share it. Times in ms of the browser's clock. */
export interface Remembered {
  /** `lost`: another visitor holds the number now, and `number` is the pool's default. */
  readonly state: State;
  /** When the number was asked for. */
  readonly askedAt: number;
  /** The landing that it was asked for; see `landingOf`. */
  readonly landing: string;
  readonly visitor?: string | undefined;
  /** The lease's token. */
  readonly lease?: string | undefined;
  /** What takes the place of the page's numbers; without one the page stays as it is. */
  readonly number?: ShownNumber | undefined;
  readonly leasedUntil?: number | undefined;
  /** From then on a human signal changes the lease. */
  readonly renewAt?: number | undefined;
  /** E.164 numbers that the page shows by itself. */
  readonly swapNumbers: readonly string[];
  readonly swapSelectors: readonly string[];
}

/** Another version of the tracker, or somebody else, may have written it: what does not fit is `undefined`. */
export function parseRemembered(text: string | null): Remembered | undefined {
  const value = parseJson(text);
  const state = stateOf(field(value, 'state'));
  const askedAt = numericField(value, 'askedAt');
  if (state === undefined || askedAt === undefined) return undefined;
  return {
    state,
    askedAt,
    landing: textField(value, 'landing') ?? '',
    visitor: textField(value, 'visitor'),
    lease: textField(value, 'lease'),
    number: numberField(value, 'number'),
    leasedUntil: numericField(value, 'leasedUntil'),
    renewAt: numericField(value, 'renewAt'),
    swapNumbers: textsField(value, 'swapNumbers'),
    swapSelectors: textsField(value, 'swapSelectors'),
  };
}

export function stateOf(value: unknown): State | undefined {
  return states.find((state) => state === value);
}

/** The API has named this browser's visitor. */
export function hasTokens(remembered: Remembered | undefined): boolean {
  return remembered?.visitor !== undefined || remembered?.lease !== undefined;
}
