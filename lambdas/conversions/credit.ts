import { clickIdParameters } from '../attribution/click-id-parameters.ts';
import type { Match } from '../calls/match/match.ts';

/** What gets the credit for a call: the click that led to it, else its visitor, else the source of the number. */
export function creditOf({ visit, source }: Pick<Match, 'visit' | 'source'>): string {
  if (visit === null) return `source:${source}`;
  const clickIds = visit.clickIds ?? {};
  const click = clickIdParameters.find(({ name }) => name in clickIds);
  return click === undefined ? `visitor:${visit.visitor}` : `${click.name}:${clickIds[click.name]}`;
}
