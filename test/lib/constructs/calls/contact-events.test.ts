import { ruleEventTypes } from '../../../../lambdas/calls/carriers/connect/contact-lens/rule-event.ts';
import { contactEventPattern, ruleEventPattern } from '../../../../lib/constructs/calls/contact-events.ts';
import { compilePattern } from '../../../../packages/cloudformation-local/src/services/events/event-pattern.ts';

const instanceArn = 'arn:aws:connect:eu-central-1:123456789012:instance/11111111-2222-4333-8444-555555555555';
const { detailType, ...pattern } = contactEventPattern(instanceArn);
const fits = compilePattern({ ...pattern, 'detail-type': detailType });

const event = (detail: object, rest: object = {}) => ({
  source: 'aws.connect',
  'detail-type': 'Amazon Connect Contact Event',
  detail,
  ...rest,
});
const queued = { instanceArn, channel: 'VOICE', eventType: 'QUEUED' };

test.each([
  ['as documented', queued],
  ['with the old name of the channel', { ...queued, channel: 'Voice' }],
  ['with capital keys', { InstanceArn: instanceArn, Channel: 'VOICE', EventType: 'QUEUED' }],
  ['with keys of both kinds', { InstanceArn: instanceArn, channel: 'VOICE', EventType: 'QUEUED' }],
  ['of a kind that is not known yet', { ...queued, eventType: 'NEW_KIND' }],
])('an event %s is taken', (_, detail) => {
  expect(fits(event(detail))).toBe(true);
});

test.each([
  ['of another instance', { ...queued, instanceArn: instanceArn.replace('1111', '0000') }],
  ['of a chat', { ...queued, channel: 'CHAT' }],
  ['of a task, with capital keys', { InstanceArn: instanceArn, Channel: 'TASK', EventType: 'QUEUED' }],
  ['that says nothing new', { ...queued, eventType: 'CONTACT_DATA_UPDATED' }],
  ['that says nothing new, with capital keys', { instanceArn, Channel: 'VOICE', EventType: 'CONTACT_DATA_UPDATED' }],
])('an event %s is not', (_, detail) => {
  expect(fits(event(detail))).toBe(false);
});

test('only Amazon Connect is believed, and only its contact events', () => {
  expect(fits(event(queued, { source: 'shop' }))).toBe(false);
  expect(fits(event(queued, { 'detail-type': 'Amazon Connect Agent Event' }))).toBe(false);
});

test('the events of rules that are handed on are those that are read', () => {
  expect(ruleEventPattern(instanceArn).detailType).toEqual(ruleEventTypes);
});
