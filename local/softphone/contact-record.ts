import { customerEndpoint } from './contact-flow-event.ts';
import { accountOf, type Instance } from './instance.ts';
import type { SoftphoneCall } from './softphone-call.ts';

/** A call that is over. */
export type EndedCall = SoftphoneCall & { readonly endedAt: number };

/**
 * The contact record: whole seconds, null for what there is not. Somebody who hung up before the answer
 * has a queue and no agent. `updatedAt` in ms.
 */
export function contactRecord(call: EndedCall, instance: Instance, updatedAt: number): object {
  return {
    AWSAccountId: accountOf(instance),
    AWSContactTraceRecordFormatVersion: '2017-03-10',
    Agent: agent(call, instance),
    AgentConnectionAttempts: call.answeredAt === undefined ? 0 : 1,
    AnsweringMachineDetectionStatus: null,
    Attributes: attributes(call),
    Campaign: { CampaignId: null },
    Channel: 'VOICE',
    ConnectedToSystemTimestamp: seconds(call.startedAt),
    ContactDetails: {},
    ContactId: call.id,
    Customer: null,
    CustomerEndpoint: customerEndpoint(call),
    CustomerId: null,
    CustomerVoiceActivity: null,
    DisconnectReason: call.endedBy === 'agent' ? 'AGENT_DISCONNECT' : 'CUSTOMER_DISCONNECT',
    DisconnectTimestamp: seconds(call.endedAt),
    InitialContactId: null,
    InitiationMethod: 'INBOUND',
    InitiationTimestamp: seconds(call.startedAt),
    InstanceARN: instance.arn,
    LastUpdateTimestamp: seconds(updatedAt),
    MediaStreams: [{ Type: 'AUDIO' }],
    NextContactId: null,
    PreviousContactId: null,
    Queue: queue(call, instance),
    Recording: null,
    Recordings: null,
    References: [],
    RelatedContactId: null,
    ScheduledTimestamp: null,
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
    SystemEndpoint: { Address: call.number, Type: 'TELEPHONE_NUMBER' },
    Tags: { 'aws:connect:instanceId': instance.arn.slice(instance.arn.lastIndexOf('/') + 1) },
    TransferCompletedTimestamp: null,
    TransferredToEndpoint: null,
    VoiceIdResult: null,
  };
}

function agent({ answeredAt, endedAt, afterWorkSeconds }: EndedCall, instance: Instance): object | null {
  if (answeredAt === undefined) return null;
  return {
    ARN: instance.agentArn,
    AfterContactWorkDuration: afterWorkSeconds,
    AfterContactWorkEndTimestamp: seconds(endedAt + afterWorkSeconds * 1000),
    AfterContactWorkStartTimestamp: seconds(endedAt),
    AgentInteractionDuration: wholeSeconds(answeredAt, endedAt),
    ConnectedToAgentTimestamp: seconds(answeredAt),
    CustomerHoldDuration: 0,
    HierarchyGroups: null,
    LongestHoldDuration: 0,
    NumberOfHolds: 0,
    RoutingProfile: { ARN: `${instance.arn}/routing-profile/local`, Name: 'Basic Routing Profile' },
    Username: 'agent1',
  };
}

function queue({ queuedAt, answeredAt, endedAt }: EndedCall, instance: Instance): object | null {
  if (queuedAt === undefined) return null;
  const leftAt = answeredAt ?? endedAt;
  return {
    ARN: instance.queueArn,
    DequeueTimestamp: seconds(leftAt),
    Duration: wholeSeconds(queuedAt, leftAt),
    EnqueueTimestamp: seconds(queuedAt),
    Name: 'BasicQueue',
  };
}

/** What the flow keeps of the lookup's answer, under the names that it gives them. */
function attributes({ lookup }: SoftphoneCall): object {
  if (lookup.state !== 'answered') return {};
  const { callId = '', source = '', medium = '', campaign = '', keyword = '', recipient = '' } = lookup.answer;
  const { whisper = '', screenText = '', screenPopUrl = '' } = lookup.answer;
  return {
    leaseline_call: callId,
    leaseline_source: source,
    leaseline_medium: medium,
    leaseline_campaign: campaign,
    leaseline_keyword: keyword,
    leaseline_recipient: recipient,
    leaseline_whisper: whisper,
    leaseline_screen_text: screenText,
    leaseline_screen_pop_url: screenPopUrl,
  };
}

function wholeSeconds(from: number, to: number): number {
  return Math.floor(to / 1000) - Math.floor(from / 1000);
}

function seconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
