import {
  type ImportedRecord,
  importedRecord,
  type NewImportedRecord,
} from '../../../lambdas/calls/carriers/imported/imported-record.ts';
import { type ImportPlace, takeImported } from '../../../lambdas/calls/carriers/imported/take-imported.ts';
import { nationalNumber } from '../../../lambdas/identifiers/national-phone.ts';
import { parseFields } from '../../../lambdas/platform/http/parse-fields.ts';
import { plainText } from '../../../lambdas/settings/written-number.ts';
import { answerOf } from './answer-of-row.ts';
import { type CallColumn, type CallMapping, callColumns, headersOf } from './call-mapping.ts';
import { type CallRow, callIdOf, directionOf, legIdOf } from './call-row.ts';
import { writtenMoment, writtenSeconds } from './written-moment.ts';

export interface CallContext {
  readonly mapping: CallMapping;
  readonly place: ImportPlace;
  /** ms */
  readonly now: number;
}

/** How many numbers of people outside are none. */
export interface OddNumbers {
  /** Callers whose digits are no number: they count as withheld. */
  readonly callers: number;
  /** Who was called, likewise. */
  readonly called: number;
}

/** What the lines of a call say, leg by leg, or all that is wrong with them. */
export type ReadCall =
  | {
      readonly records: readonly ImportedRecord[];
      readonly odd: OddNumbers;
    }
  | { readonly refused: string };

/** Reads all lines of a call as the API would judge them. */
export function readCall(rows: readonly CallRow[], context: CallContext): ReadCall {
  const misfits: string[] = [];
  let [callers, called] = [0, 0];
  const records = rows.flatMap((row) => {
    const say = (column: CallColumn | undefined, must: string) =>
      misfits.push(`${rows.length > 1 ? `line ${row.line}: ` : ''}${labelOf(column, context.mapping)} ${must}`);
    const parsed = parseFields(importedRecord, recordOf(row, context, say));
    if ('errors' in parsed) {
      // A time that cannot be read was told of already.
      for (const { field, detail } of parsed.errors) if (misfits.length === 0) say(columnOf(field), detail);
      return [];
    }
    const taken = takeImported(parsed.data, context.place, context.now);
    if (!('message' in taken)) {
      say(columnOf(taken.field), taken.detail);
      return [];
    }
    const isOdd = (side: 'from' | 'to') => taken.ignored.some(({ field }) => field === side);
    if (parsed.data.direction === 'outbound') called += isOdd('to') ? 1 : 0;
    else callers += isOdd('from') ? 1 : 0;
    return [parsed.data];
  });
  if (misfits.length > 0) return { refused: misfits.join('; ') };
  if (records.some((record) => oursOf(record) !== undefined)) return { records, odd: { callers, called } };
  const ours = rows.some((row) => directionOf(row, context.mapping) === 'outbound') ? 'from' : 'to';
  return { refused: `${labelOf(ours, context.mapping)} must hold a phone number of yours` };
}

type Say = (column: CallColumn | undefined, must: string) => void;

function recordOf(row: CallRow, { mapping, place }: CallContext, say: Say): NewImportedRecord | object {
  const { said } = row;
  const read = <Value>(column: CallColumn, by: (text: string) => Value | undefined, must: string) => {
    const text = said[column];
    const value = text === undefined ? undefined : by(text);
    if (text !== undefined && value === undefined) say(column, `must be ${must}`);
    return value;
  };
  const moment = (column: CallColumn) =>
    read(column, (text) => writtenMoment(text, mapping.times, mapping.timeZone), timeForms(mapping.times));
  const seconds = (column: CallColumn) => read(column, writtenSeconds, 'a number of seconds, or like 1:33');
  const direction = directionOf(row, mapping);
  if (direction === undefined)
    say('direction', 'must be inbound or outbound, or a word of "directions" of the mapping');
  const startedAt = moment('startedAt');
  if (said.startedAt === undefined) say('startedAt', 'must say when the call began');
  const durations = {
    duration: seconds('durationSeconds'),
    wait: seconds('waitSeconds'),
    talk: seconds('talkSeconds'),
  };
  const times = { startedAt, answeredAt: moment('answeredAt'), endedAt: moment('endedAt') };
  const answer = answerOf(row, { ...times, ...durations }, mapping, say);
  const numberOf = (text: string | undefined) => text && writtenNumber(text, mapping, place.country);
  const [from, to] = [numberOf(said.from), numberOf(said.to)];
  const leg = said.leg && legIdOf(row);
  const isOut = direction === 'outbound';
  // Of legs only those tell our number that have one: an extension or `s` is where the dialplan went on.
  const ours = isOut
    ? { from: leg && !isNumber(from) ? undefined : from, to }
    : { from, to: leg && !isNumber(to) ? undefined : to };
  return {
    id: callIdOf(row, mapping),
    leg,
    direction: isOut ? 'outbound' : 'inbound',
    ...ours,
    startedAt,
    ...answer,
    waitSeconds: durations.wait,
    holdSeconds: seconds('holdSeconds'),
    agent: said.agent && agentOf(said.agent),
    queue: said.queue,
    endReason: said.endReason,
  };
}

/** In E.164 where it can be read so; else as it stands, for the API to judge. */
function writtenNumber(
  text: string,
  { numbers, country = '' }: CallMapping,
  accountCountry: string | undefined,
): string {
  const plain = plainText(text);
  const whole = numbers === 'international' && /^[1-9]\d{6,14}$/.test(plain) ? `+${plain}` : plain;
  return nationalNumber(whole, country === '' ? accountCountry : country) ?? text;
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^\+\d{7,15}$/.test(text);
}

function oursOf({ direction, from, to }: ImportedRecord): string | undefined {
  return direction === 'outbound' ? from : to;
}

/** A channel of Asterisk without the number that it has for this call: `PJSIP/101-0000001a` is of `PJSIP/101`. */
function agentOf(text: string): string {
  return text.replace(/^(\w+\/.+)-[0-9a-f]{8}(;\d)?$/, '$1');
}

function timeForms(form: string | undefined): string {
  if (form !== undefined) return `a time like ${form}, as the mapping says`;
  return 'a time like 2026-01-31 14:30:00, 2026-01-31T14:30:00+01:00 or seconds since 1970; "times" of the mapping says other forms';
}

/** A column as the file calls it. */
function labelOf(column: CallColumn | undefined, mapping: CallMapping): string {
  if (column === undefined) return 'the line';
  const { names, isJoined } = headersOf(column, mapping);
  return names.join(isJoined ? ' with ' : ' or ');
}

function columnOf(field: string): CallColumn | undefined {
  return callColumns.find((column) => column === field);
}
