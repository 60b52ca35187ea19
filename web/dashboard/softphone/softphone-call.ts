import { field, numericField, textField } from '../../fields.ts';

export const callStates = ['ringing', 'answered', 'ended'] as const;
export type CallState = (typeof callStates)[number];

/** What the call flow was told when it asked where the call shall go. */
export type Lookup =
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly milliseconds: number; readonly answer: ReadonlyMap<string, string> }
  | { readonly state: 'failed'; readonly reason: string };

/** A call that the softphone makes. Times in ms. */
export interface SoftphoneCall {
  readonly id: string;
  readonly number: string;
  /** Undefined: withheld. */
  readonly caller: string | undefined;
  readonly state: CallState;
  readonly startedAt: number;
  readonly answeredAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly lookup: Lookup;
  /** How often the carrier's final record was sent. */
  readonly recordsSent: number;
}

export function parseSoftphoneCall(value: unknown): SoftphoneCall | undefined {
  const [id, number] = [textField(value, 'id'), textField(value, 'number')];
  const state = callStates.find((one) => one === field(value, 'state'));
  const startedAt = timeOf(value, 'startedAt');
  if (id === undefined || number === undefined || state === undefined || startedAt === undefined) return undefined;
  return {
    id,
    number,
    caller: textField(value, 'caller'),
    state,
    startedAt,
    answeredAt: timeOf(value, 'answeredAt'),
    endedAt: timeOf(value, 'endedAt'),
    lookup: parseLookup(field(value, 'lookup')),
    recordsSent: numericField(value, 'recordsSent') ?? 0,
  };
}

function parseLookup(value: unknown): Lookup {
  const state = field(value, 'state');
  if (state === 'failed') return { state, reason: textField(value, 'reason') ?? 'no reason given' };
  if (state !== 'answered') return { state: 'asking' };
  const answer = field(value, 'answer');
  const names = typeof answer === 'object' && answer !== null ? Object.keys(answer) : [];
  const texts = names.flatMap((name): [string, string][] => {
    const text = textField(answer, name);
    return text === undefined ? [] : [[name, text]];
  });
  return { state, milliseconds: numericField(value, 'milliseconds') ?? 0, answer: new Map(texts) };
}

function timeOf(value: unknown, name: string): number | undefined {
  const at = Date.parse(textField(value, name) ?? '');
  return Number.isNaN(at) ? undefined : at;
}

/** More would bury the dial. */
const most = 3;

/** Calls that go on, or else the last one. `calls` come with the newest first. */
export function worthShowing(calls: readonly SoftphoneCall[]): readonly SoftphoneCall[] {
  const active = calls.filter(({ state }) => state !== 'ended');
  return active.length > 0 ? active.slice(0, most) : calls.slice(0, 1);
}
