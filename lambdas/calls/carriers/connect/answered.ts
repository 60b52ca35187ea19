import type { LegFields } from '../../observation.ts';
import type { ContactKind } from './contact-kind.ts';

/** When each side of a contact was connected, ms. */
export interface Connected {
  readonly agent: number | undefined;
  /** The phone outside: `ConnectedToSystemTimestamp`; on inbound calls that is no more than the start. */
  readonly outside: number | undefined;
}

/**
 * When a person answered. Inbound: the agent. Where we rang somebody up, that side has to answer too, and only
 * `ConnectedToSystemTimestamp` says that it did: "For INBOUND, this matches InitiationTimestamp. For OUTBOUND, CALLBACK, and API, this is
 * when the customer endpoint answers" (https://docs.aws.amazon.com/connect/latest/adminguide/ctr-data-model.html). The agent proves
 * nothing: a callback is joined to the agent first, and only then "starts dialing the customer"
 * (https://docs.aws.amazon.com/connect/latest/adminguide/failed-callback-attempt.html). An external phone (EXTERNAL_OUTBOUND) has no
 * agent; that its connection is the answer is inferred, no record of one was seen.
 */
export function answeredFields(kind: ContactKind, { agent, outside }: Connected): LegFields {
  if (kind.initiation === 'EXTERNAL_OUTBOUND') return { answeredAt: outside };
  return kind.direction === 'outbound'
    ? { agentConnectedAt: agent, customerAnsweredAt: outside }
    : { answeredAt: agent };
}
