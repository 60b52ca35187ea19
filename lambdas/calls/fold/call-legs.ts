import { isAnswered, type Leg } from './legs.ts';

/** Which legs a call has, and what it rests on. */
export interface CallLegs {
  readonly counted: readonly Leg[];
  /** The call lasts until these have ended. */
  readonly lasting: readonly Leg[];
  /** The last word on it is that on these. */
  readonly awaited: readonly Leg[];
  /** When it was answered, and how long people waited, is told by these. */
  readonly measured: readonly Leg[];
  /** How long people talked, and who took the call. */
  readonly talking: readonly Leg[];
  /** Those who talk on several of these at the same time are in one talk, as an agent is whom a call that we made was put through to. */
  readonly isOneTalk: boolean;
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
  const isOneTalk = named.length > 0 && telling.find(({ fields }) => fields.direction)?.fields.direction === 'outbound';
  if (named.length === 0) return { ...allOf(legs), telling, isOneTalk };
  if (first?.fields.callRecorded) {
    const measured = isAnswered(first) ? [first] : legs;
    const talking = talkingLegs(first, named) ?? measured;
    return {
      counted: named,
      lasting: [first],
      awaited: [first],
      measured,
      talking,
      telling,
      isOneTalk: isOneTalk || first.fields.talkOnLegs === true,
    };
  }
  if (first?.fields.ownLeg) return { ...allOf(legs), telling, isOneTalk };
  const isTold = first !== undefined && (isAnswered(first) || isOver(first));
  // Where a leg came from has a record, too, though nothing was heard of it yet.
  const missing = legs.filter(({ id, heard }) => !heard && named.some(({ fields }) => fields.previousLeg === id));
  const awaited = [...(isTold ? [first] : missing), ...named];
  const lasting = named.every(({ fields }) => fields.recorded) ? named : awaited;
  const measured = named.some(isAnswered) && isTold ? named : legs;
  return { counted: named, lasting, awaited, measured, talking: measured, telling, isOneTalk };
}

function allOf(legs: readonly Leg[]): Omit<CallLegs, 'telling' | 'isOneTalk'> {
  return { counted: legs, lasting: legs, awaited: legs, measured: legs, talking: legs };
}

/** The legs of those whom a call was put through to, where its record leaves the talk to them; undefined if the first of them is not there. */
function talkingLegs({ fields }: Leg, named: readonly Leg[]): readonly Leg[] | undefined {
  const answered = named.filter(isAnswered);
  const { answeredAt, talkOnLegs } = fields;
  if (!talkOnLegs || answeredAt === undefined) return undefined;
  return answered.some((leg) => (leg.fields.answeredAt ?? answeredAt + 1) <= answeredAt) ? answered : undefined;
}

/** Its end is known, or everything is. */
export function isOver({ fields }: Leg): boolean {
  return fields.endedAt !== undefined || fields.recorded === true;
}
