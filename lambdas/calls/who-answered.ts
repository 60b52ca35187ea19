import * as z from 'zod/mini';
import type { Call } from './call.ts';

export const whoAnsweredWord = z.enum(['person', 'machine', 'voicemail', 'nobody']);
export type WhoAnswered = z.infer<typeof whoAnsweredWord>;

/** Who took a call: as its carrier says, else a person where one talked. Undefined while it rings. */
export function whoAnswered({ answeredBy, answeredAt, status, final }: Call): WhoAnswered | undefined {
  if (answeredBy !== undefined) return answeredBy;
  if (answeredAt !== undefined || status === 'answered' || status === 'completed') return 'person';
  return final || status !== 'ringing' ? 'nobody' : undefined;
}
