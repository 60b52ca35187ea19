import { contactEvent } from '../calls/carriers/connect/samples.ts';
import { number, start } from './call-house.ts';

const second = (seconds: number) => `${new Date(start + seconds * 1000).toISOString().slice(0, 19)}Z`;

/** A contact record as a message of the queue; times in s from `start`. The agent is there after 5 s, and talks until the end. */
export function contact(id: string, from: number, to: number, more: object = {}): string {
  const record = {
    ContactId: id,
    Channel: 'VOICE',
    InitiationMethod: 'INBOUND',
    InitiationTimestamp: second(from),
    ConnectedToSystemTimestamp: second(from),
    DisconnectTimestamp: second(to),
    LastUpdateTimestamp: second(to + 5),
    DisconnectReason: 'AGENT_DISCONNECT',
    CustomerEndpoint: { Address: '+12025550123', Type: 'TELEPHONE_NUMBER' },
    SystemEndpoint: { Address: number, Type: 'TELEPHONE_NUMBER' },
    Agent: {
      Username: 'agent1',
      ConnectedToAgentTimestamp: second(from + 5),
      AgentInteractionDuration: to - from - 5,
    },
    Queue: null,
    InitialContactId: null,
    PreviousContactId: null,
    NextContactId: null,
    ...more,
  };
  return JSON.stringify({
    kind: 'carrier',
    carrier: 'connect',
    hook: 'records',
    receivedAt: start + to * 1000 + 6000,
    raw: JSON.stringify(record),
  });
}

/** A contact event as a message of the queue; `at` in s from `start`. */
export function event(type: string, id: string, at: number, more: object = {}): string {
  const iso = new Date(start + at * 1000).toISOString();
  const unsaid = { initiationTimestamp: undefined, connectedToSystemTimestamp: '1970-01-01T00:00:00.001Z' };
  return JSON.stringify(contactEvent(type, iso, { contactId: id, ...unsaid, ...more }));
}
