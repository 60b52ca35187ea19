import type { CallAnswer } from '../../../lambdas/journal/call-answer.ts';
import { timeOf } from '../format/say-time.ts';

/** What of a call says how long it waited and talked. */
type Times = Pick<CallAnswer, 'status' | 'startedAt' | 'answeredAt' | 'waitSeconds' | 'talkSeconds'>;

/** Seconds that the caller waited, counted on while it rings. Undefined where nobody knows. */
export function waitedSeconds({ status, startedAt, answeredAt, waitSeconds }: Times, now: number): number | undefined {
  if (status === 'ringing') return (now - timeOf(startedAt)) / 1000;
  return waitSeconds ?? (answeredAt === undefined ? undefined : (timeOf(answeredAt) - timeOf(startedAt)) / 1000);
}

/** Seconds that were talked, counted on while the call is up. */
export function talkedSeconds({ status, answeredAt, talkSeconds }: Times, now: number): number | undefined {
  if (status === 'answered' && answeredAt !== undefined) return (now - timeOf(answeredAt)) / 1000;
  return talkSeconds;
}

/** It still changes by the second. */
export function isUnderWay({ status }: Pick<CallAnswer, 'status'>): boolean {
  return status === 'ringing' || status === 'answered';
}
