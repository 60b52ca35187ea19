/** Payloads as Amazon Connect sends them, with the traps that were seen; ids, accounts and numbers are made up. */
export const caller = '+12025550123';
export const number = '+12025550199';
export const contact = '8f0b6f6e-6f1b-4b2f-9a52-6f7f0a3c1d01';
export const secondContact = '8f0b6f6e-6f1b-4b2f-9a52-6f7f0a3c1d02';
const instance = 'arn:aws:connect:us-east-1:111122223333:instance/0a1b2c3d';

/** Answered after 7 s in the queue, talked 33 s. */
export const record = {
  AWSAccountId: '111122223333',
  AWSContactTraceRecordFormatVersion: '2017-03-10',
  Agent: {
    ARN: `${instance}/agent/7`,
    AfterContactWorkDuration: 32,
    AfterContactWorkStartTimestamp: '2022-04-08T15:01:22Z',
    AgentInteractionDuration: 33,
    ConnectedToAgentTimestamp: '2022-04-08T15:00:49Z',
    CustomerHoldDuration: 0,
    HierarchyGroups: null,
    Username: 'agent1',
  },
  AgentConnectionAttempts: 1,
  AnsweringMachineDetectionStatus: null,
  Attributes: { greetingPlayed: 'true' },
  Channel: 'VOICE',
  ConnectedToSystemTimestamp: '2022-04-08T14:59:38Z',
  ContactId: contact,
  CustomerEndpoint: { Address: caller, Type: 'TELEPHONE_NUMBER' },
  DisconnectReason: 'CUSTOMER_DISCONNECT',
  DisconnectTimestamp: '2022-04-08T15:01:22Z',
  InitialContactId: null,
  InitiationMethod: 'INBOUND',
  InitiationTimestamp: '2022-04-08T14:59:38Z',
  InstanceARN: instance,
  LastUpdateTimestamp: '2022-04-08T15:03:02Z',
  NextContactId: null,
  PreviousContactId: null,
  Queue: {
    ARN: `${instance}/queue/9`,
    DequeueTimestamp: '2022-04-08T15:00:49Z',
    Duration: 7,
    EnqueueTimestamp: '2022-04-08T15:00:42Z',
    Name: 'BasicQueue',
  },
  Recordings: [],
  ScheduledTimestamp: null,
  SystemEndpoint: { Address: number, Type: 'TELEPHONE_NUMBER' },
  TransferCompletedTimestamp: null,
};

export const lookup = {
  Name: 'ContactFlowEvent',
  Details: {
    ContactData: {
      Attributes: {},
      Channel: 'VOICE',
      ContactId: contact,
      CustomerEndpoint: { Address: caller, Type: 'TELEPHONE_NUMBER' },
      InitialContactId: contact,
      InitiationMethod: 'INBOUND',
      InstanceARN: instance,
      MediaStreams: { Customer: { Audio: null } },
      PreviousContactId: contact,
      Queue: null,
      SystemEndpoint: { Address: number, Type: 'TELEPHONE_NUMBER' },
    },
    Parameters: {},
  },
};

/** A contact event; the envelope's time is cut to the second, those inside have milliseconds. */
export function contactEvent(eventType: string, time: string, detail: object = {}) {
  return {
    version: '0',
    id: '1f0e3dad-9990-4d9b-b2a6-111111111111',
    'detail-type': 'Amazon Connect Contact Event',
    source: 'aws.connect',
    account: '111122223333',
    time: `${time.slice(0, 19)}Z`,
    region: 'us-east-1',
    resources: [instance, `${instance}/contact/${contact}`],
    detail: {
      eventType,
      contactId: contact,
      channel: 'VOICE',
      instanceArn: instance,
      initiationMethod: 'INBOUND',
      initiationTimestamp: '2022-04-08T14:59:38.412Z',
      connectedToSystemTimestamp: '2022-04-08T14:59:38.412Z',
      disconnectTimestamp: '1970-01-01T00:00:00.001Z',
      tags: { 'aws:connect:instanceId': '0a1b2c3d', 'aws:connect:systemEndpoint': number },
      ...detail,
    },
  };
}

const queueInfo = {
  queueArn: `${instance}/queue/9`,
  queueType: 'STANDARD',
  enqueueTimestamp: '2022-04-08T15:00:42.100Z',
};
const noAgent = { agentArn: `${instance}/agent/7`, connectedToAgentTimestamp: '1970-01-01T00:00:00.001Z' };
const agentInfo = { agentArn: `${instance}/agent/7`, connectedToAgentTimestamp: '2022-04-08T15:00:49.250Z' };
const disconnectTimestamp = '2022-04-08T15:01:22.700Z';

/** The events of the call that `record` tells of. */
export const events = [
  contactEvent('INITIATED', '2022-04-08T14:59:38.412Z'),
  contactEvent('QUEUED', '2022-04-08T15:00:42.100Z', { queueInfo, agentInfo: noAgent }),
  contactEvent('CONNECTED_TO_AGENT', '2022-04-08T15:00:49.250Z', { queueInfo, agentInfo }),
  contactEvent('DISCONNECTED', disconnectTimestamp, { queueInfo, agentInfo, disconnectTimestamp }),
  contactEvent('COMPLETED', '2022-04-08T15:01:54.100Z', { queueInfo, agentInfo, disconnectTimestamp }),
];
