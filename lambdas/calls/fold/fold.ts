import * as z from 'zod/mini';
import type { Call } from '../call.ts';
import { canonicalJson } from '../canonical-json.ts';
import {
  fromAnsweringLeg,
  fromFirstLeg,
  type Ignored,
  isAnalysis,
  type LegFields,
  type Observation,
} from '../observation.ts';
import { holdSeconds, waitSeconds } from './call-durations.ts';
import { callLegs, isOver } from './call-legs.ts';
import { callStatusOf } from './call-status.ts';
import { answeredLegs, foldLegs, type Leg } from './legs.ts';
import { talkSeconds } from './talks.ts';
import { toldFields } from './told-fields.ts';

/** Without an end, a call is taken to be over this long after its start, ms. */
const longestCall = 12 * 3600 * 1000;

/** What a call depends on besides what was heard of it. */
export interface FoldOptions {
  /** ms since 1970. */
  readonly now: number;
  /** How long after its last known end a call waits for records that are missing; the site's setting. */
  readonly graceSeconds: number;
  /** Its id, where what was told names several: they are linked to it. */
  readonly id?: string;
}

/**
 * The call that a set of observations tells of; they are all of one call. Undefined for none, and where all of them only tell what was said.
 * Pure and the same for every order, with or without duplicates; never throws. Times are cut to seconds: records have no more, and the same moment told by
 * an event and by a record must be the same.
 */
export function fold(observations: readonly Observation[], options: FoldOptions): Call | undefined {
  const told = observations.filter((one) => !isAnalysis(one));
  const [first] = told;
  if (first === undefined) return undefined;
  const { now, graceSeconds, id = first.call } = options;
  const legs = foldLegs(observations);
  const heard = legs.filter(({ heard }) => heard);
  const startedAt = heard.find((leg) => leg.id === id)?.fields.startedAt ?? earliestTime(told);
  const parts = callLegs(legs, id);
  const { counted, lasting, awaited, measured, talking, telling: roots } = parts;
  const ended = lasting.every((leg) => isOver(leg) || !leg.heard);
  const lastEnded = lastOver(heard);
  const endedAt = ended ? lastEnded?.fields.endedAt : undefined;
  const finalAt = wholeSecond(ended ? (endedAt ?? startedAt) + graceSeconds * 1000 : startedAt + longestCall);
  const final = awaited.every(({ fields }) => fields.recorded) || now >= finalAt;
  const [answering] = answeredLegs(measured);
  const telling = legsThatTell(roots, heard);
  const direction = firstSaid(telling, ({ direction }) => direction) ?? 'inbound';
  const caller = firstSaid(telling, ({ caller }) => caller) ?? firstSaid(telling, absentCaller);
  const taking = [talking, measured, heard].flatMap(answeredLegs);
  return {
    id,
    carrier: carrierOf(told, first),
    status: callStatusOf({ ended, final, answered: answering !== undefined, cause: causeOf(heard) }),
    final,
    finalAt,
    direction,
    ...firstSaidFields(firstFields, telling),
    caller,
    startedAt: wholeSecond(startedAt),
    answeredAt: answering?.fields.answeredAt && wholeSecond(answering.fields.answeredAt),
    endedAt: endedAt && wholeSecond(endedAt),
    waitSeconds: waitSeconds(measured, { startedAt, answering, endedAt }),
    talkSeconds: talkSeconds(parts),
    holdSeconds: holdSeconds(measured),
    endReason: ended ? lastEnded?.fields.endReason : undefined,
    ...firstSaidFields(answeringFields, direction === 'outbound' ? ofOurs(taking, caller) : taking),
    queue: answering?.fields.queue ?? firstSaid(heard.toReversed(), ({ queue }) => queue),
    mark: firstSaid(heard, ({ mark }) => mark),
    ...toldFields(legs),
    legs: counted.length,
    ...(told.every(({ fields }) => fields.history) && { history: true as const }),
    ignored: allIgnored(observations),
  };
}

/**
 * Legs on which somebody else was rung up know nothing of caller and number. Where nothing else was heard of, the customer was rung
 * up, as after a chat: then that leg tells.
 */
function legsThatTell(roots: readonly Leg[], heard: readonly Leg[]): readonly Leg[] {
  const own = [...roots, ...heard.filter(({ fields }) => fields.direction !== 'outbound')];
  return own.length > 0 ? own : heard.filter(({ fields }) => fields.caller ?? fields.callerAbsent);
}

/** Of several, as of a call that was told live and imported as well, one whatever their order. */
function carrierOf(observations: readonly Observation[], { carrier }: Observation): string {
  return observations.reduce((least, { carrier: other }) => (other < least ? other : least), carrier);
}

/** Why nobody answered. An attempt to ring the caller back tells nothing of why nobody took the caller's own call. */
function causeOf(legs: readonly Leg[]): LegFields['cause'] {
  const own = legs.filter(({ fields }) => fields.direction !== 'outbound');
  return lastOver(own.length > 0 ? own : legs)?.fields.cause;
}

function wholeSecond(time: number): number {
  return Math.floor(time / 1000) * 1000;
}

/**
 * The first proof of life: the time of a statement or one that it tells. What is told later only finds an earlier one. How long a call had
 * lasted says when it began at the latest, which counts where nobody asked, when it rang, where it shall go.
 */
function earliestTime(observations: readonly Observation[]): number {
  const wasAsked = observations.some(({ source, fields }) => source === 'lookup' && fields.trackedNumber !== undefined);
  const times = observations.flatMap(({ version, fields }) => [
    Date.parse(version),
    fields.startedAt,
    ...(wasAsked ? [] : [fields.begunBy, Math.floor(Date.parse(version) - (fields.talkSeconds ?? 0) * 1000)]),
    fields.queuedAt,
    fields.answeredAt,
    fields.endedAt,
    fields.recording?.startedAt,
  ]);
  return Math.min(...times.flatMap((time) => (time === undefined || Number.isNaN(time) ? [] : time)));
}

/** The leg that was over last, the later one of two equals. Of one that has its record that may not say when. */
function lastOver(legs: readonly Leg[]): Leg | undefined {
  return legs.filter(isOver).reduce<Leg | undefined>((last, leg) => {
    return (last?.fields.endedAt ?? 0) > (leg.fields.endedAt ?? 0) ? last : leg;
  }, undefined);
}

function firstSaid<T>(legs: readonly Leg[], said: (fields: LegFields) => T | undefined): T | undefined {
  for (const { fields } of legs) {
    const value = said(fields);
    if (value !== undefined) return value;
  }
  return undefined;
}

const firstFields = z.object(fromFirstLeg);
const answeringFields = z.object(fromAnsweringLeg);

/** Of each of these fields what the first leg says that says anything. */
function firstSaidFields<T>(fields: z.ZodMiniType<T>, legs: readonly Leg[]): T {
  return z.parse(fields, Object.assign({}, ...legs.toReversed().map((leg) => leg.fields)));
}

/** Of a call that we made, who was called is on a leg as well, and is no agent. */
function ofOurs(legs: readonly Leg[], caller: Call['caller']): readonly Leg[] {
  return legs.map((leg) => {
    const { agent, ...fields } = leg.fields;
    return caller?.kind === 'number' && agent === caller.number ? { ...leg, fields } : leg;
  });
}

function absentCaller(fields: LegFields): Call['caller'] {
  return fields.callerAbsent && { kind: 'withheld' };
}

function allIgnored(observations: readonly Observation[]): Ignored[] {
  const entries = observations.flatMap(({ ignored }) => ignored ?? []);
  return [...new Map(entries.map((entry) => [canonicalJson(entry), entry]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entry]) => entry);
}
