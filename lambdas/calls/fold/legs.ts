import { canonicalJson } from '../canonical-json.ts';
import { isAnalysis, type LegFields, legFields, type Observation, rank } from '../observation.ts';
import { legCategories } from './leg-categories.ts';

/** One leg with the best that is known of each field. */
export interface Leg {
  readonly id: string;
  /** False for a leg that is known only because another one names it, or because somebody analysed what was said on it. */
  readonly heard: boolean;
  /** The call that an analysis of it names. */
  readonly toldBy?: string;
  readonly fields: LegFields;
}

/** A statement about one field. Registers are compared by rank, then version, then value, which is a total order. */
interface Register {
  readonly rank: number;
  readonly version: string;
  readonly text: string;
  readonly value: unknown;
}

/**
 * The legs of a call. Each field is the maximum of all statements about it, so order, duplicates and re-sent statements do not
 * matter, and what a newer statement leaves out is not erased.
 */
export function foldLegs(observations: readonly Observation[]): Leg[] {
  const legs = new Map<string, Map<string, Register>>();
  for (const observation of observations) {
    const registers = legs.get(observation.leg) ?? new Map<string, Register>();
    legs.set(observation.leg, registers);
    for (const [field, value] of Object.entries(observation.fields)) {
      if (value === undefined) continue;
      const said = { rank: rank[observation.source], version: observation.version, text: canonicalJson(value), value };
      const known = registers.get(field);
      if (known === undefined || isGreater(said, known)) registers.set(field, said);
    }
  }
  const heardOf = new Set(observations.filter((one) => !isAnalysis(one)).map(({ leg }) => leg));
  const byLeg = Map.groupBy(observations, ({ leg }) => leg);
  const heard = [...legs].map(([id, registers]) => ({
    id,
    heard: heardOf.has(id),
    ...toldByOf(byLeg.get(id) ?? []),
    fields: withAnswer({ ...fieldsOf(registers), ...legCategories(byLeg.get(id) ?? []) }),
  }));
  return [...heard, ...onlyNamed(heard, observations)].sort(byStart);
}

function toldByOf(observations: readonly Observation[]): Pick<Leg, 'toldBy'> {
  const [first] = observations
    .filter(({ fields }) => fields.transcript)
    .map(({ call }) => call)
    .sort();
  return first === undefined ? {} : { toldBy: first };
}

/** A person talked on this leg. Where we rang somebody up, that our side spent time on it says nothing; that a person was heard there does. */
export function isAnswered({ fields: { answeredAt, answeredBy, direction, talkSeconds = 0 } }: Leg): boolean {
  return answeredAt !== undefined || (direction === 'outbound' ? answeredBy === 'person' : talkSeconds > 0);
}

/**
 * Who talked, and when is not told, did so until the end. Where we rang somebody up, the talk begins when both sides are there; what is told of
 * after the end was no answer, nor is a machine's, which carriers find out after they told that somebody answered.
 */
function withAnswer(fields: LegFields): LegFields {
  if ((fields.answeredBy ?? 'person') !== 'person') return { ...fields, answeredAt: undefined, talkSeconds: undefined };
  const { direction, talkSeconds = 0 } = fields;
  if (fields.answeredAt === undefined && fields.endedAt !== undefined && direction !== 'outbound' && talkSeconds > 0) {
    return { ...fields, answeredAt: Math.max(fields.startedAt ?? 0, Math.floor(fields.endedAt - talkSeconds * 1000)) };
  }
  const { answeredAt, agentConnectedAt, customerAnsweredAt, endedAt = Number.MAX_SAFE_INTEGER, startedAt } = fields;
  if (answeredAt !== undefined || agentConnectedAt === undefined || customerAnsweredAt === undefined) return fields;
  const both = Math.max(agentConnectedAt, customerAnsweredAt, startedAt ?? 0);
  return both > endedAt ? fields : { ...fields, answeredAt: both };
}

/** The legs on which persons answered, the first answer first. */
export function answeredLegs(legs: readonly Leg[]): Leg[] {
  const time = ({ fields }: Leg) => fields.answeredAt ?? Number.MAX_SAFE_INTEGER;
  return legs.filter(isAnswered).sort((a, b) => time(a) - time(b));
}

function isGreater(a: Register, b: Register): boolean {
  if (a.rank !== b.rank) return a.rank > b.rank;
  if (a.version !== b.version) return a.version > b.version;
  return a.text > b.text;
}

function fieldsOf(registers: ReadonlyMap<string, Register>): LegFields {
  return legFields.parse(Object.fromEntries([...registers].map(([field, { value }]) => [field, value])));
}

/** The first leg of the call, one that another was handed on to or came from: each is a leg, though nothing else was heard of it yet. */
function onlyNamed(heard: readonly Leg[], observations: readonly Observation[]): Leg[] {
  const known = new Set(heard.map(({ id }) => id));
  const named = [
    ...observations.map(({ call }) => call),
    ...heard.flatMap(({ fields: { nextLeg, previousLeg } }) => [nextLeg ?? [], previousLeg ?? []].flat()),
  ];
  return [...new Set(named)].filter((id) => !known.has(id)).map((id) => ({ id, heard: false, fields: {} }));
}

function byStart(a: Leg, b: Leg): number {
  const difference = (a.fields.startedAt ?? Number.MAX_SAFE_INTEGER) - (b.fields.startedAt ?? Number.MAX_SAFE_INTEGER);
  return difference === 0 ? (a.id < b.id ? -1 : 1) : difference;
}
