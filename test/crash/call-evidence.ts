import type { Contact } from '../e2e/connect-payloads.ts';

/** What was told to the run of calls: every entry is something that it took. */
export interface CallEvidence {
  readonly calls: CalledCall[];
  lookups: number;
  events: number;
  records: number;
  /** How many callers there were. */
  callers: number;
  /** Answers that must not happen, crash or not, as sentences. */
  readonly wrong: string[];
}

/** A call whose record was taken, or that only events tell of, which the run knows. */
export interface CalledCall {
  readonly contact: Contact;
  /** On the phone that shows the number, or from another one. */
  readonly way: 'tapped' | 'dialled';
  /** The visit that was shown the number; absent for the default number. */
  readonly visit?: string | undefined;
  /** No record ever comes. */
  readonly byEventsOnly: boolean;
  /** Outcomes that were answered 202. */
  readonly reported: readonly Reported[];
}

export interface Reported {
  readonly eventId: string;
  readonly kind: 'sale' | 'refund';
  readonly cents: number;
}

export function noCallEvidence(): CallEvidence {
  return { calls: [], lookups: 0, events: 0, records: 0, callers: 0, wrong: [] };
}
