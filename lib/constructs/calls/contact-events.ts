import type { EventPattern } from 'aws-cdk-lib/aws-events';

/** Says nothing new of a call, and comes with every attribute that a flow sets. */
const unwanted = ['CONTACT_DATA_UPDATED'];

/**
 * Contact events of voice calls of the instance. Amazon Connect spells keys and values of these events in more than one way, so a
 * key that is absent under one spelling is looked for under the other; whatever still comes too much is ignored later.
 */
export function contactEventPattern(instanceArn: string): EventPattern {
  const voice = [{ 'equals-ignore-case': 'voice' }, { exists: false }];
  const wanted = [{ 'anything-but': unwanted }, { exists: false }];
  return {
    source: ['aws.connect'],
    detailType: ['Amazon Connect Contact Event'],
    detail: {
      $or: [{ instanceArn: [instanceArn] }, { InstanceArn: [instanceArn] }],
      channel: voice,
      Channel: voice,
      eventType: wanted,
      EventType: wanted,
    },
  };
}

/** Says of a phone call that a rule of Contact Lens matched it. */
const ruleEvents = [
  'Contact Lens Post Call Rules Matched',
  'Contact Lens Realtime Rules Matched',
  'Contact Lens After Call Work Rules Matched',
  'Rule for Contact Lens Post Call Matched',
  'Rule for Contact Lens Realtime Matched',
];

/** What rules of Contact Lens on the instance matched. */
export function ruleEventPattern(instanceArn: string): EventPattern {
  return { source: ['aws.connect'], detailType: ruleEvents, detail: { instanceArn: [instanceArn] } };
}
