import type { LegFields } from '../../observation.ts';

/** What is known of a leg beside its status. Times in ms. */
export interface StatusFacts {
  /** When it came to the status. */
  readonly at: number;
  /** Somebody was rung up on the leg: it is that of a phone, and not of the carrier, which takes each call. */
  readonly isRungUp: boolean;
  /** How long it lasted from when it was taken. */
  readonly seconds: number | undefined;
  readonly startedAt: number | undefined;
  readonly answeredAt: number | undefined;
}

/** How a leg ends on which nobody talked. */
const causes: ReadonlyMap<string, LegFields['cause']> = new Map([
  ['busy', 'busy'],
  ['failed', 'failed'],
  ['no-answer', 'other'],
  ['canceled', 'other'],
]);

/** Why nobody took the call, by a status of its own or of the phone that was rung; undefined where somebody did. */
export function causeOf(status: string | undefined): LegFields['cause'] {
  return causes.get(status?.toLowerCase() ?? '');
}

/** Whether it says that a phone was answered. */
export function isTaken(status: string | undefined): boolean {
  return ['completed', 'answered'].includes(status?.toLowerCase() ?? '');
}

/** What a status says of a leg; undefined for one that is not known. The last status of a leg is the last word on it. */
export function statusFields(status: string, facts: StatusFacts): LegFields | undefined {
  const word = status.toLowerCase();
  const { at, isRungUp, seconds, startedAt } = facts;
  const begunBy = facts.answeredAt ?? soLongBefore(at, seconds);
  const ended = { startedAt, begunBy, endedAt: at, endReason: word.toUpperCase(), recorded: true } as const;
  const cause = causeOf(word);
  if (cause !== undefined) return { ...ended, cause };
  switch (word) {
    case 'queued':
    case 'initiated':
      return { startedAt: startedAt ?? at };
    case 'ringing':
      return {};
    case 'answered':
    case 'in-progress':
      return isRungUp ? { answeredAt: facts.answeredAt ?? at } : {};
    case 'completed': {
      if (!isRungUp) return ended;
      return { ...ended, cause: 'other', answeredAt: begunBy, talkSeconds: seconds };
    }
    default:
      return undefined;
  }
}

/** When something began that had lasted so many seconds at `time`, ms; undefined where that is not told. */
export function soLongBefore(time: number, seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.floor(time - seconds * 1000);
}
