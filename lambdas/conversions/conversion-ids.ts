import { createHash } from 'node:crypto';
import { clickIdParameters } from '../attribution/click-id-parameters.ts';
import type { Match } from '../calls/match/match.ts';

/** What gets the credit for a call: the click that led to it, else its visitor, else the source of the number. */
export function creditOf({ visit, source }: Pick<Match, 'visit' | 'source'>): string {
  if (visit === null) return `source:${source}`;
  const clickIds = visit.clickIds ?? {};
  const click = clickIdParameters.find(({ name }) => name in clickIds);
  return click === undefined ? `visitor:${visit.visitor}` : `${click.name}:${clickIds[click.name]}`;
}

/** The id of a conversion: derived, so that deciding it again, anywhere, finds the same one. */
export function conversionId(of: {
  readonly call: string;
  readonly rule: string;
  readonly credit: string;
  readonly ordinal: number;
}): string {
  return `c${derivedId([of.call, of.rule, of.credit, of.ordinal])}`;
}

/** The id of the delivery of one conversion, or one event, to one destination. */
export function deliveryId(subject: string, destination: string): string {
  return `d${derivedId([subject, destination])}`;
}

/** 26 characters of base 32 (0-9, a-v): 130 bits of the SHA-256. */
export function derivedId(parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return BigInt(`0x${hex}`).toString(32).padStart(52, '0').slice(-26);
}
