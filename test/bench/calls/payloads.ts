import { randomUUID } from 'node:crypto';
import { contactEvent, lookup, record } from '../../lambdas/calls/carriers/connect/samples.ts';

/** A call that waits 7 s and talks 33 s. */
export interface MeasuredCall {
  /** ms */
  readonly startedAt: number;
  readonly caller: string;
  readonly number: string;
}

const iso = (time: number) => new Date(time).toISOString();
const second = (time: number) => `${iso(time).slice(0, 19)}Z`;
const instance = 'arn:aws:connect:us-east-1:111122223333:instance/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

/** What Amazon Connect sends of one call, in full length: the event of the flow, three contact events, a contact record of 3 to 5 KB. */
export function payloadsOf({ startedAt, caller, number }: MeasuredCall) {
  const contactId = randomUUID();
  const [answeredAt, endedAt] = [startedAt + 7_000, startedAt + 40_000];
  const endpoints = {
    CustomerEndpoint: { Address: caller, Type: 'TELEPHONE_NUMBER' },
    SystemEndpoint: { Address: number, Type: 'TELEPHONE_NUMBER' },
  };
  const queueInfo = {
    queueArn: `${instance}/queue/9d7f4c1e-2b3a-4c5d-8e6f-7a8b9c0d1e2f`,
    queueType: 'STANDARD',
    enqueueTimestamp: iso(startedAt),
  };
  const agentInfo = {
    agentArn: `${instance}/agent/1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f`,
    connectedToAgentTimestamp: iso(answeredAt),
  };
  const told = {
    contactId,
    initialContactId: contactId,
    initiationTimestamp: iso(startedAt),
    instanceArn: instance,
    contactDetails: {},
    tags: { 'aws:connect:instanceId': instance.slice(-36), 'aws:connect:systemEndpoint': number },
  };
  const event = (type: string, at: number, more: object) => ({
    ...contactEvent(type, iso(at), { ...told, ...more }),
    id: randomUUID(),
    resources: [instance, `${instance}/contact/${contactId}`],
  });
  const data = {
    ...lookup.Details.ContactData,
    ...endpoints,
    ContactId: contactId,
    InitialContactId: contactId,
    PreviousContactId: contactId,
  };
  return {
    contactId,
    lookup: { ...lookup, Details: { ...lookup.Details, ContactData: { ...data, InstanceARN: instance } } },
    events: [
      { after: 1_000, body: event('INITIATED', startedAt, {}) },
      { after: 7_000, body: event('CONNECTED_TO_AGENT', answeredAt, { queueInfo, agentInfo }) },
      {
        after: 40_000,
        body: event('DISCONNECTED', endedAt, { queueInfo, agentInfo, disconnectTimestamp: iso(endedAt) }),
      },
    ],
    record: {
      ...record,
      ...endpoints,
      ...fullLength(contactId),
      ContactId: contactId,
      InstanceARN: instance,
      InitiationTimestamp: second(startedAt),
      ConnectedToSystemTimestamp: second(startedAt),
      DisconnectTimestamp: second(endedAt),
      LastUpdateTimestamp: second(endedAt + 60_000),
      Agent: {
        ...record.Agent,
        ARN: agentInfo.agentArn,
        ConnectedToAgentTimestamp: second(answeredAt),
        AgentInteractionDuration: 33,
        RoutingProfile: { ARN: `${instance}/routing-profile/2d3e4f5a`, Name: 'Inbound calls' },
        AgentPauseDuration: 0,
        NumberOfHolds: 0,
        LongestHoldDuration: 0,
        StateTransitions: [],
        DeviceInfo: { OperatingSystem: 'Windows', PlatformName: 'Chrome', PlatformVersion: '131.0.0.0' },
      },
      Queue: {
        ...record.Queue,
        ARN: queueInfo.queueArn,
        EnqueueTimestamp: second(startedAt),
        DequeueTimestamp: second(answeredAt),
        Duration: 7,
      },
    },
  };
}

/** What real records have besides: attributes of the flow, recordings, media streams, tags, quality of the line. */
function fullLength(contactId: string) {
  const recording = (track: string) => ({
    FragmentStartNumber: '91343852333181432392682062622220590765191907586',
    FragmentStopNumber: '91343852333181432392682062622220590765191908199',
    Location: `connect-recordings/connect/shop/CallRecordings/2026/11/20/${contactId}_${track}.wav`,
    MediaStreamType: 'AUDIO',
    ParticipantType: track,
    StartTimestamp: '2026-11-20T14:00:07Z',
    StopTimestamp: '2026-11-20T14:00:40Z',
    Status: 'AVAILABLE',
    StorageType: 'S3',
  });
  return {
    Attributes: { greetingPlayed: 'true', source: 'google', medium: 'cpc', campaign: 'roof-repair', language: 'en-US' },
    Recordings: [recording('AGENT'), recording('CUSTOMER')],
    Recording: { DeletionReason: null, Location: recording('IVR').Location, Status: 'AVAILABLE', Type: 'AUDIO' },
    MediaStreams: [{ Type: 'AUTOMATED' }, { Type: 'AUDIO' }],
    ContactDetails: {},
    ContactEvaluations: {},
    References: [],
    Tags: { 'aws:connect:instanceId': instance.slice(-36), 'aws:connect:systemEndpoint': 'shop-main-line' },
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
    QualityMetrics: {
      Agent: { Audio: { PotentialQualityIssues: [], QualityScore: 4.4 } },
      Customer: { Audio: { PotentialQualityIssues: ['HighPacketLoss'], QualityScore: 3.9 } },
    },
    RoutingCriteria: { ActivationTimestamp: null, Index: 0, Steps: [] },
    VoiceIdResult: null,
    Campaign: { CampaignId: null },
    CustomerVoiceActivity: { GreetingStartTimestamp: null, GreetingEndTimestamp: null },
    DisconnectDetails: { PotentialDisconnectIssue: null },
    GlobalResiliencyMetadata: {
      ActiveRegion: 'us-east-1',
      OriginRegion: 'us-east-1',
      TrafficDistributionGroupId: null,
    },
    NextContacts: [],
    TotalPauseCount: 0,
    TotalPauseDurationInSeconds: 0,
  };
}
