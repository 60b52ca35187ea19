import * as z from 'zod/mini';

/** Why a call is no customer's: a test of the set-up, a canary that calls by the clock, or somebody of the house. */
export const callMark = z.enum(['test', 'canary', 'staff']);
export type CallMark = z.infer<typeof callMark>;

/** As much of a call as says whether it counts. */
export interface CountedBy {
  readonly direction: 'inbound' | 'outbound';
  readonly mark?: CallMark | undefined;
}

/**
 * Whether a call counts at all: in reports and mail to the team, for conversions, deliveries and events, among its caller's calls, in what is
 * remembered of them, and as a sign that its number is dialled still. What went out does not, nor does what is marked; both are in the journal. Nothing else decides this.
 */
export function counts({ direction, mark }: CountedBy): boolean {
  return direction !== 'outbound' && mark === undefined;
}

/** The mark of a call: what its carrier told, else that of callers whom the site calls its own. */
export function markOf(told: CallMark | undefined, callerList: string | undefined): CallMark | undefined {
  return told ?? (callerList === 'ours' ? 'staff' : undefined);
}
