import type { Call } from './call.ts';

/** Seconds that the caller waited, counted on while it rings. Undefined where nobody knows. */
export function waitedSeconds({ status, startedAt, answeredAt, waitSeconds }: Call, now: number): number | undefined {
  if (status === 'ringing') return (now - startedAt) / 1000;
  return waitSeconds ?? (answeredAt === undefined ? undefined : (answeredAt - startedAt) / 1000);
}

/** Seconds that were talked, counted on while the call is up. */
export function talkedSeconds({ status, answeredAt, talkSeconds }: Call, now: number): number | undefined {
  if (status === 'answered' && answeredAt !== undefined) return (now - answeredAt) / 1000;
  return talkSeconds;
}

/** It still changes by the second. */
export function isUnderWay({ status }: Call): boolean {
  return status === 'ringing' || status === 'answered';
}
