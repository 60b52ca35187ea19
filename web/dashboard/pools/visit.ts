import { field, textField } from '../../fields.ts';

/** A visitor who holds a number now. Times in ms. */
export interface LiveVisit {
  readonly visit: string;
  readonly pool: string;
  readonly number: string;
  readonly display: string;
  readonly confirmed: boolean;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string | undefined;
  readonly landingPage: string | undefined;
  readonly shownAt: number;
  readonly leasedUntil: number;
}

export function parseVisit(value: unknown, pool: string): LiveVisit | undefined {
  const number = textField(value, 'number');
  const shownAt = Date.parse(textField(value, 'shownAt') ?? '');
  const leasedUntil = Date.parse(textField(value, 'leasedUntil') ?? '');
  if (number === undefined || Number.isNaN(shownAt) || Number.isNaN(leasedUntil)) return undefined;
  return {
    visit: textField(value, 'visit') ?? `${number} ${shownAt}`,
    pool,
    number,
    display: textField(value, 'display') ?? number,
    confirmed: field(value, 'state') === 'held',
    source: textField(value, 'source') ?? 'unknown',
    medium: textField(value, 'medium') ?? '',
    campaign: textField(value, 'campaign'),
    landingPage: textField(value, 'landingPage'),
    shownAt,
    leasedUntil,
  };
}
