import { isAnswered, type Leg } from './legs.ts';

/** Which legs a call has, and which it waits for. */
export interface CallLegs {
  readonly counted: readonly Leg[];
  /** It lasts until these have ended. */
  readonly lasting: readonly Leg[];
  /** The last word on it is that on these. */
  readonly awaited: readonly Leg[];
}

/**
 * Mostly all are legs, and waited for. Where a carrier names legs beside their call, what it tells without naming one is of the call
 * itself: a record is the last word on all legs; an answer or an end makes it a leg among them, which need not outlast their records; who
 * only asked or rang under the id of the call told of no leg.
 */
export function callLegs(legs: readonly Leg[], call: string): CallLegs {
  const named = legs.filter(({ fields }) => fields.ownLeg);
  const whole = legs.find(({ id, fields }) => id === call && !fields.ownLeg);
  if (named.length === 0 || whole === undefined) return { counted: legs, lasting: legs, awaited: legs };
  const counted = isAnswered(whole) || isOver(whole) ? legs : named;
  if (whole.fields.recorded) return { counted, lasting: [whole], awaited: [whole] };
  return { counted, lasting: named.every(({ fields }) => fields.recorded) ? named : counted, awaited: counted };
}

export function isOver({ fields }: Leg): boolean {
  return fields.endedAt !== undefined || fields.recorded === true;
}
