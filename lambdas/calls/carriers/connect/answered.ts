import type { LegFields } from '../../observation.ts';
import type { ContactKind } from './contact-kind.ts';

/** When each side of a contact was connected, ms. */
export interface Connected {
  readonly agent: number | undefined;
  /** The phone outside: `ConnectedToSystemTimestamp`; on inbound calls that is no more than the start. */
  readonly outside: number | undefined;
}

/**
 * When a person answered. Inbound: the agent. Where we rang somebody up, that side has to answer too. An external phone
 * (EXTERNAL_OUTBOUND) has no agent; that its connection is the answer is inferred, no record of one was seen.
 */
export function answeredField(kind: ContactKind, { agent, outside }: Connected): LegFields {
  if (kind.initiation === 'EXTERNAL_OUTBOUND') return { answeredAt: outside };
  if (kind.direction !== 'outbound') return { answeredAt: agent };
  return agent === undefined || outside === undefined ? {} : { answeredAt: Math.max(agent, outside) };
}
