import { isAnswered, type Leg } from './legs.ts';

/** Which legs a call has, and what it rests on. */
export interface CallLegs {
  readonly counted: readonly Leg[];
  /** The call lasts until these have ended. */
  readonly lasting: readonly Leg[];
  /** The last word on it is that on these. */
  readonly awaited: readonly Leg[];
  /** When it was answered, and how long people waited and talked, is told by these. */
  readonly measured: readonly Leg[];
  /** These know best which way it went, who called and which number. */
  readonly telling: readonly Leg[];
}

/**
 * Mostly all are legs, and the one with the id of the call is the first. Where a carrier names legs beside their call, what it tells
 * without naming one is of the call itself, and no leg: its record is the last word; lookups and ringing need none; an answer or an end is
 * followed by a record, which the call waits for, though it lasts no longer than legs that have theirs.
 */
export function callLegs(legs: readonly Leg[], call: string): CallLegs {
  const first = legs.find(({ id, heard }) => heard && id === call);
  const named = legs.filter(({ fields }) => fields.ownLeg);
  const telling = [first ?? [], named[0] ?? []].flat();
  if (named.length === 0) return { ...allOf(legs), telling };
  if (first?.fields.callRecorded) {
    return {
      counted: named,
      lasting: [first],
      awaited: [first],
      measured: isAnswered(first) ? [first] : legs,
      telling,
    };
  }
  if (first?.fields.ownLeg) return { ...allOf(legs), telling };
  const isTold = first !== undefined && (isAnswered(first) || isOver(first));
  // Where a leg came from has a record, too, though nothing was heard of it yet.
  const missing = legs.filter(({ id, heard }) => !heard && named.some(({ fields }) => fields.previousLeg === id));
  const awaited = [...(isTold ? [first] : missing), ...named];
  const lasting = named.every(({ fields }) => fields.recorded) ? named : awaited;
  return { counted: named, lasting, awaited, measured: named.some(isAnswered) && isTold ? named : legs, telling };
}

function allOf(legs: readonly Leg[]): Omit<CallLegs, 'telling'> {
  return { counted: legs, lasting: legs, awaited: legs, measured: legs };
}

/** Its end is known, or everything is. */
export function isOver({ fields }: Leg): boolean {
  return fields.endedAt !== undefined || fields.recorded === true;
}
