import { randomUUID } from 'node:crypto';

/** A contact of one leg, as Amazon Connect would have seen it. Times in ms. */
export interface Contact {
  readonly id: string;
  /** The number dialled; null where Connect leaves it out. */
  readonly tracked: string | null;
  /** Null: withheld. */
  readonly caller: string | null;
  readonly startedAt: number;
  /** When an agent took the call; absent: nobody did. */
  readonly answeredAt?: number;
  readonly endedAt: number;
}

export interface Times {
  /** When it rang, ms; now unless given. */
  readonly startedAt?: number;
  /** Seconds; absent: nobody answered. */
  readonly talk?: number;
  /** Seconds from the start until an agent took it, or the caller gave up. */
  readonly wait?: number;
}

/** Some call of a caller to a number, on whole seconds as records have them. */
export function contact(
  tracked: string | null,
  caller: string | null,
  { startedAt, talk, wait = 2 }: Times = {},
): Contact {
  const start = Math.floor((startedAt ?? Date.now()) / 1000) * 1000;
  const answeredAt = start + wait * 1000;
  return {
    id: randomUUID(),
    tracked,
    caller,
    startedAt: start,
    ...(talk !== undefined && { answeredAt }),
    endedAt: answeredAt + (talk ?? 0) * 1000,
  };
}

const account = '111122223333';
const noTime = '1970-01-01T00:00:00.001Z';
const queueOf = (instanceArn: string) => `${instanceArn}/queue/11111111-2222-3333-4444-555555555555`;
const endpoint = (address: string | null) => (address === null ? null : { Address: address, Type: 'TELEPHONE_NUMBER' });

/** What a flow hands to its lookup function. The first contact of a call is its own initial contact here. */
export function lookupEvent({ id, tracked, caller }: Contact, instanceArn: string): object {
  return {
    Name: 'ContactFlowEvent',
    Details: {
      ContactData: {
        Attributes: {},
        Channel: 'VOICE',
        ContactId: id,
        CustomerEndpoint: endpoint(caller),
        CustomerId: null,
        Description: null,
        InitialContactId: id,
        InitiationMethod: 'INBOUND',
        InstanceARN: instanceArn,
        LanguageCode: 'en-US',
        MediaStreams: {
          Customer: {
            Audio: { StartFragmentNumber: null, StartTimestamp: null, StreamARN: null, StopTimestamp: null },
          },
        },
        Name: null,
        PreviousContactId: id,
        Queue: null,
        References: {},
        SystemEndpoint: endpoint(tracked),
      },
      Parameters: { op: 'lookup' },
    },
  };
}

/** Milliseconds, lower-case keys, "no value" as 1970, no caller, and no initial contact on the first contact. */
export function contactEvent(
  { id, tracked, startedAt, answeredAt, endedAt }: Contact,
  type: string,
  at: number,
  instanceArn: string,
): { Detail: object; Resources: string[] } {
  const ms = (time: number | undefined) => (time === undefined ? noTime : new Date(time + 137).toISOString());
  const isOver = ['DISCONNECTED', 'COMPLETED'].includes(type);
  const isAnswered = answeredAt !== undefined && (isOver || type === 'CONNECTED_TO_AGENT');
  const Detail = {
    eventType: type,
    contactId: id,
    channel: 'VOICE',
    instanceArn,
    initiationMethod: 'INBOUND',
    initiationTimestamp: ms(startedAt),
    connectedToSystemTimestamp: ms(startedAt),
    disconnectTimestamp: ms(isOver ? endedAt : undefined),
    queueInfo: { queueArn: queueOf(instanceArn), queueType: 'STANDARD', enqueueTimestamp: ms(startedAt + 1000) },
    agentInfo: {
      ...(isAnswered && { agentArn: `${instanceArn}/agent/aaaaaaaa-2222-3333-4444-555555555555` }),
      connectedToAgentTimestamp: ms(isAnswered ? answeredAt : undefined),
      hierarchyGroups: {},
    },
    tags: {
      'aws:connect:instanceId': instanceArn.split('/').at(-1),
      ...(tracked !== null && { 'aws:connect:systemEndpoint': tracked }),
    },
    time: new Date(at).toISOString(),
  };
  return { Detail, Resources: [`${instanceArn}/contact/${id}`, instanceArn] };
}

/** Whole seconds, upper-case keys, nulls, and no initial contact on the first contact. */
export function contactRecord(
  { id, tracked, caller, startedAt, answeredAt, endedAt }: Contact,
  instanceArn: string,
): Record<string, unknown> {
  const seconds = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');
  const dequeuedAt = answeredAt ?? endedAt;
  return {
    AWSAccountId: account,
    AWSContactTraceRecordFormatVersion: '2017-03-10',
    Agent:
      answeredAt === undefined
        ? null
        : {
            ARN: `${instanceArn}/agent/aaaaaaaa-2222-3333-4444-555555555555`,
            AfterContactWorkDuration: 12,
            AfterContactWorkStartTimestamp: seconds(endedAt),
            AfterContactWorkEndTimestamp: seconds(endedAt + 12_000),
            AgentInteractionDuration: (endedAt - answeredAt) / 1000,
            ConnectedToAgentTimestamp: seconds(answeredAt),
            CustomerHoldDuration: 0,
            HierarchyGroups: null,
            LongestHoldDuration: 0,
            NumberOfHolds: 0,
            RoutingProfile: { ARN: `${instanceArn}/routing-profile/r`, Name: 'Basic Routing Profile' },
            Username: 'agent1',
          },
    AgentConnectionAttempts: answeredAt === undefined ? 0 : 1,
    AnsweringMachineDetectionStatus: null,
    Attributes: { greetingPlayed: 'true' },
    Campaign: { CampaignId: null },
    Channel: 'VOICE',
    ConnectedToSystemTimestamp: seconds(startedAt),
    ContactDetails: {},
    ContactId: id,
    CustomerEndpoint: endpoint(caller),
    DisconnectReason: 'CUSTOMER_DISCONNECT',
    DisconnectTimestamp: seconds(endedAt),
    InitialContactId: null,
    InitiationMethod: 'INBOUND',
    InitiationTimestamp: seconds(startedAt),
    InstanceARN: instanceArn,
    LastUpdateTimestamp: seconds(endedAt + 15_000),
    MediaStreams: [{ Type: 'AUDIO' }],
    NextContactId: null,
    PreviousContactId: null,
    Queue: {
      ARN: queueOf(instanceArn),
      DequeueTimestamp: seconds(dequeuedAt),
      Duration: (dequeuedAt - startedAt) / 1000,
      EnqueueTimestamp: seconds(startedAt),
      Name: 'BasicQueue',
    },
    Recording: null,
    Recordings: null,
    References: [],
    ScheduledTimestamp: null,
    SystemEndpoint: endpoint(tracked),
    TransferCompletedTimestamp: null,
    TransferredToEndpoint: null,
    VoiceIdResult: null,
  };
}
