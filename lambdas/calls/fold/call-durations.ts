import { isAnswered, type Leg } from './legs.ts';

/** When a call began, was answered and ended; `answering` is the leg in which a person answered. */
export interface Milestones {
  /** ms since 1970, like all times here. */
  readonly startedAt: number;
  readonly answering: Leg | undefined;
  readonly endedAt: number | undefined;
}

/**
 * How long the caller waited for a person: what records say of the queues up to the answer; else the time from the first queue
 * (or the start) to the answer or the end. Who asked to be rung back waits until then, in both queues; if nobody answers, only
 * the caller's own time on the line counts. Undefined while nobody knows.
 */
export function waitSeconds(legs: readonly Leg[], { startedAt, answering, endedAt }: Milestones): number | undefined {
  const answeredAt = answering?.fields.answeredAt ?? answeredBefore(endedAt, answering, startedAt);
  const own = legs.filter(({ fields }) => fields.direction !== 'outbound');
  const waited = answering === undefined && own.length > 0 ? own : legs;
  const before = waited.filter(
    (leg) => leg === answering || (!isAnswered(leg) && isBefore(leg.fields.startedAt, answeredAt)),
  );
  const queues = before.flatMap(({ fields }) => fields.waitSeconds ?? []);
  if (queues.length > 0) return sum(queues);
  const ownEnd = waited === legs ? endedAt : Math.max(...own.flatMap(({ fields }) => fields.endedAt ?? []));
  const over = answeredAt ?? (endedAt && Number.isFinite(ownEnd) ? ownEnd : endedAt);
  const queuedAt = Math.min(...before.flatMap(({ fields }) => fields.queuedAt ?? []));
  return over === undefined ? undefined : secondsBetween(Number.isFinite(queuedAt) ? queuedAt : startedAt, over);
}

/** Of a leg of which only is told how long people talked on it: until the end of the call, as far as is known. */
function answeredBefore(
  endedAt: number | undefined,
  answering: Leg | undefined,
  startedAt: number,
): number | undefined {
  const talked = answering?.fields.talkSeconds;
  return talked === undefined || endedAt === undefined ? undefined : Math.max(startedAt, endedAt - talked * 1000);
}

/** How long the caller was on hold, over all legs. */
export function holdSeconds(legs: readonly Leg[]): number | undefined {
  const holds = legs.flatMap(({ fields }) => fields.holdSeconds ?? []);
  return holds.length === 0 ? undefined : sum(holds);
}

function isBefore(time: number | undefined, limit: number | undefined): boolean {
  return time === undefined || limit === undefined || time <= limit;
}

/** Both cut to the second first: one may come from an event with milliseconds, the other from a record without. */
export function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.floor(to / 1000) - Math.floor(from / 1000));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
