/** What the flow's lookup came to. A failed one leads to the flow's default queue, as at Connect. */
export type Lookup =
  | { readonly state: 'asking' }
  | {
      readonly state: 'answered';
      readonly milliseconds: number;
      readonly answer: Readonly<Record<string, string>>;
    }
  | { readonly state: 'failed'; readonly milliseconds: number; readonly reason: string };

/** A call as Amazon Connect keeps it: a contact of one leg. Times in ms since 1970. */
export interface SoftphoneCall {
  /** The contact id. */
  readonly id: string;
  /** E.164 */
  readonly number: string;
  /** E.164; null is withheld. */
  readonly caller: string | null;
  /** Decides all that is left to chance in this call. */
  readonly seed: number;
  readonly startedAt: number;
  readonly lookup: Lookup;
  /** When the flow handed the call to the queue. */
  readonly queuedAt?: number;
  readonly answeredAt?: number;
  readonly endedAt?: number;
  readonly endedBy?: 'caller' | 'agent';
  /** Seconds that the agent works on after hanging up; 0 if nobody answered. */
  readonly afterWorkSeconds: number;
  /** How a withheld caller appears. */
  readonly withheldAs: 'null' | 'anonymous' | 'empty';
  readonly recordsSent: number;
}

/** The call as `/local/softphone/calls` tells it. */
export function callView(call: SoftphoneCall): object {
  const { id, number, caller, seed, lookup, endedBy, recordsSent } = call;
  return {
    id,
    number,
    caller,
    state: call.endedAt !== undefined ? 'ended' : call.answeredAt !== undefined ? 'answered' : 'ringing',
    startedAt: isoTime(call.startedAt),
    ...(call.answeredAt !== undefined && { answeredAt: isoTime(call.answeredAt) }),
    ...(call.endedAt !== undefined && { endedAt: isoTime(call.endedAt), endedBy }),
    seed,
    lookup,
    recordsSent,
  };
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
