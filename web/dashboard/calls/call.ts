import { field, numericField, textField } from '../../fields.ts';

export const statuses = ['ringing', 'answered', 'completed', 'missed', 'busy', 'failed'] as const;
export type Status = (typeof statuses)[number];

/** A call as the API tells it. Times in ms, lengths in seconds. */
export interface Call {
  readonly id: string;
  readonly site: string;
  readonly status: Status;
  /** Everything that will be heard of it was heard, or was waited for long enough. */
  readonly final: boolean;
  /** When it is final at the latest. */
  readonly finalAt: number | undefined;
  readonly trackedNumber: string | undefined;
  /** Null: withheld. Undefined while nothing was said of the caller. */
  readonly caller: string | null | undefined;
  readonly startedAt: number;
  readonly answeredAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly waitSeconds: number | undefined;
  readonly talkSeconds: number | undefined;
  readonly holdSeconds: number | undefined;
  readonly endReason: string | undefined;
  readonly agent: string | undefined;
  readonly queue: string | undefined;
  readonly legs: number;
  /** What was received of it and did not fit, and why. */
  readonly ignored: readonly { readonly what: string; readonly reason: string }[];
}

export function parseCall(value: unknown): Call | undefined {
  const id = textField(value, 'id');
  const status = statuses.find((one) => one === field(value, 'status'));
  const startedAt = timeField(value, 'startedAt');
  if (id === undefined || status === undefined || startedAt === undefined) return undefined;
  const ignored = field(value, 'ignored');
  return {
    id,
    site: textField(value, 'site') ?? '',
    status,
    final: field(value, 'final') === true,
    finalAt: timeField(value, 'finalAt'),
    trackedNumber: textField(value, 'trackedNumber'),
    caller: field(value, 'caller') === null ? null : textField(value, 'caller'),
    startedAt,
    answeredAt: timeField(value, 'answeredAt'),
    endedAt: timeField(value, 'endedAt'),
    waitSeconds: numericField(value, 'waitSeconds'),
    talkSeconds: numericField(value, 'talkSeconds'),
    holdSeconds: numericField(value, 'holdSeconds'),
    endReason: textField(value, 'endReason'),
    agent: textField(value, 'agent'),
    queue: textField(value, 'queue'),
    legs: numericField(value, 'legs') ?? 1,
    ignored: Array.isArray(ignored)
      ? ignored.map((one) => ({ what: textField(one, 'what') ?? '', reason: textField(one, 'reason') ?? '' }))
      : [],
  };
}

/** A time of the API (ISO 8601) in ms; undefined if there is none. */
export function timeField(value: unknown, name: string): number | undefined {
  const at = Date.parse(textField(value, name) ?? '');
  return Number.isNaN(at) ? undefined : at;
}
