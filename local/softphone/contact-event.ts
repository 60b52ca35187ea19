import type { Instance } from './instance.ts';
import { oneOf, type Random } from './seeded-random.ts';
import type { SoftphoneCall } from './softphone-call.ts';

export type ContactEventType = 'INITIATED' | 'QUEUED' | 'CONNECTED_TO_AGENT' | 'DISCONNECTED' | 'COMPLETED';

/** An event as it is put on the bus; what the bus adds is left out. */
export interface ContactEvent {
  readonly type: ContactEventType;
  readonly resources: readonly string[];
  /** When it happened, ms; the envelope tells it in whole seconds. */
  readonly at: number;
  readonly detail: object;
}

/** Connect's word for "no time". */
const noTime = '1970-01-01T00:00:00.001Z';

/**
 * A contact event of this moment of the call: milliseconds, 1970 for what has not happened, nulls, keys and
 * channel in whatever casing, the two resources in any order, and no word of the caller.
 */
export function contactEvent(
  type: ContactEventType,
  call: SoftphoneCall,
  instance: Instance,
  random: Random,
): ContactEvent {
  const workEnd = call.endedAt === undefined ? undefined : call.endedAt + call.afterWorkSeconds * 1000;
  const at = {
    INITIATED: call.startedAt,
    QUEUED: call.queuedAt ?? call.startedAt,
    CONNECTED_TO_AGENT: call.answeredAt ?? call.startedAt,
    DISCONNECTED: call.endedAt ?? call.startedAt,
    COMPLETED: workEnd ?? call.startedAt,
  }[type];
  const happened = (time: number | undefined) =>
    time === undefined || time > at ? noTime : new Date(time).toISOString();
  const answered = call.answeredAt !== undefined && call.answeredAt <= at;
  const detail = {
    eventType: type,
    contactId: call.id,
    initialContactId: null,
    previousContactId: null,
    relatedContactId: null,
    channel: oneOf(random, 'VOICE', 'Voice'),
    instanceArn: instance.arn,
    initiationMethod: 'INBOUND',
    initiationTimestamp: happened(call.startedAt),
    connectedToSystemTimestamp: happened(call.startedAt),
    disconnectTimestamp: happened(call.endedAt),
    ...(type !== 'INITIATED' && {
      queueInfo: { queueArn: instance.queueArn, queueType: 'STANDARD', enqueueTimestamp: happened(call.queuedAt) },
    }),
    ...((answered || type === 'QUEUED') && {
      agentInfo: {
        agentArn: answered ? instance.agentArn : null,
        connectedToAgentTimestamp: happened(call.answeredAt),
        afterContactWorkStartTimestamp: happened(answered ? call.endedAt : undefined),
        afterContactWorkEndTimestamp: happened(answered ? workEnd : undefined),
        agentInitiatedHoldDuration: 0,
        hierarchyGroups: null,
      },
    }),
    updatedProperties: [],
    tags: {
      'aws:connect:instanceId': instance.arn.slice(instance.arn.lastIndexOf('/') + 1),
      'aws:connect:systemEndpoint': call.number,
    },
  };
  const resources = [instance.arn, `${instance.arn}/contact/${call.id}`];
  return {
    type,
    resources: oneOf(random, resources, resources.toReversed()),
    at,
    detail: inCasing(detail, oneOf(random, 'lower', 'upper', 'mixed')),
  };
}

type Casing = 'lower' | 'upper' | 'mixed';

/** The casings that one official page shows: `contactId` or `ContactId`, `agentInfo` or `AgentInfo`. Tags keep theirs. */
function inCasing(detail: Readonly<Record<string, unknown>>, casing: Casing): Record<string, unknown> {
  const entries = Object.entries(detail).map(([key, value]): [string, unknown] => {
    const upper = casing === 'upper' || (casing === 'mixed' && (key === 'contactId' || key === 'agentInfo'));
    if (!upper) return [key, value];
    return [capitalized(key), key === 'tags' ? value : withCapitalizedKeys(value)];
  });
  return Object.fromEntries(entries);
}

function withCapitalizedKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [capitalized(key), inner]));
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
