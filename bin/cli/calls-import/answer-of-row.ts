import type { CallColumn, CallMapping } from './call-mapping.ts';
import type { CallRow } from './call-row.ts';

/** When a line says that things happened (RFC 3339), and how long they took, s. */
export interface WrittenTimes {
  readonly startedAt: string | undefined;
  readonly answeredAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly duration: number | undefined;
  readonly wait: number | undefined;
  readonly talk: number | undefined;
}

/** When a person answered, when the call was over, and how long people talked. What a list leaves out follows from the rest. */
export interface Answer {
  readonly answeredAt?: string | undefined;
  readonly endedAt?: string | undefined;
  readonly talkSeconds?: number | undefined;
}

/** `say` is told of a word that means neither. */
export function answerOf(
  row: CallRow,
  { startedAt, answeredAt, endedAt, duration, wait, talk }: WrittenTimes,
  mapping: CallMapping,
  say: (column: CallColumn, must: string) => void,
): Answer {
  const start = startedAt === undefined ? undefined : Date.parse(startedAt);
  const told = saidAnswered(row, mapping);
  if (told === 'unknown') say('answered', 'must be a word like yes or no, or one of "answered" of the mapping');
  const isAnswered = told !== false && told !== 'unknown' && isPerson(row, mapping);
  const own = answeredAt === undefined ? undefined : Date.parse(answeredAt);
  const end = endOf({ start, own, end: endedAt === undefined ? undefined : Date.parse(endedAt), duration, wait, talk });
  if (!isAnswered) return { endedAt: iso(end) };
  const answer = own ?? answerBefore({ start, end, wait, talk }) ?? (told === true ? start : undefined);
  if (answer === undefined) return { endedAt: iso(end) };
  return { answeredAt: iso(answer), endedAt: iso(end), talkSeconds: talk };
}

interface Moments {
  readonly start: number | undefined;
  readonly own?: number | undefined;
  readonly end: number | undefined;
  readonly duration?: number | undefined;
  readonly wait: number | undefined;
  readonly talk: number | undefined;
}

function endOf({ start, own, end, duration, wait, talk }: Moments): number | undefined {
  if (end !== undefined || start === undefined) return end;
  if (duration !== undefined) return start + duration * 1000;
  if (talk === undefined) return undefined;
  return (own ?? start + (wait ?? 0) * 1000) + talk * 1000;
}

/** So long before the end people began to talk; else so long after the start, if they talked. */
function answerBefore({ start, end, wait, talk }: Moments): number | undefined {
  if (talk === undefined || talk === 0) return undefined;
  if (end !== undefined && start !== undefined) return Math.max(start, end - talk * 1000);
  return start === undefined ? undefined : start + (wait ?? 0) * 1000;
}

const yes = /^(yes|y|true|1|answered|completed|connected|ok|success)$/i;
const no =
  /^(no|n|false|0|no[ _-]?answer|not answered|unanswered|missed|abandoned|busy|failed|cancell?ed|rejected|voicemail)$/i;

/** Undefined where the file has no such column, or nothing in it. */
function saidAnswered({ said: { answered } }: CallRow, mapping: CallMapping): boolean | 'unknown' | undefined {
  if (answered === undefined) return undefined;
  const mapped =
    mapping.answered[answered] ?? mapping.answered[answered.toLowerCase()] ?? mapping.answered[answered.toUpperCase()];
  return mapped ?? (yes.test(answered) ? true : no.test(answered) ? false : 'unknown');
}

function isPerson({ asked }: CallRow, { answeredWhere }: CallMapping): boolean {
  return Object.entries(answeredWhere).every(([name, words]) =>
    words.some((word) => word.toLowerCase() === asked[name]?.toLowerCase()),
  );
}

function iso(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
