import { parseRuleEvent } from '../../../../../../lambdas/calls/carriers/connect/contact-lens/rule-event.ts';

const contact = '8f0b6f6e-6f1b-4b2f-9a52-6f7f0a3c1d01';
const instance = 'arn:aws:connect:us-east-1:111122223333:instance/0a1b2c3d';

const event = {
  version: '0',
  source: 'aws.connect',
  'detail-type': 'Contact Lens Post Call Rules Matched',
  time: '2026-11-20T14:10:00Z',
  resources: [instance],
  detail: {
    version: '1.0',
    ruleName: 'CREDIT_CARD',
    actionName: 'CONVERSION',
    instanceArn: instance,
    contactArn: `${instance}/contact/${contact}`,
    agentArn: `${instance}/agent/7`,
    queueArn: `${instance}/queue/9`,
  },
};

test('the name of the rule is the category', () => {
  expect(parseRuleEvent(event)).toEqual({
    observations: [
      {
        call: contact,
        leg: contact,
        carrier: 'connect',
        source: 'analysis',
        version: '2026-11-20T14:10:00.000Z',
        fields: { categories: ['CREDIT_CARD'] },
      },
    ],
  });
});

test.each([
  ['no contact', { ...event, detail: { ...event.detail, contactArn: undefined } }],
  ['no rule', { ...event, detail: { ...event.detail, ruleName: '' } }],
  ['no time', { ...event, time: 'soon' }],
  ['no detail', { ...event, detail: null }],
  ['nothing', undefined],
])('%s', (_name, broken) => {
  expect(parseRuleEvent(broken)).toHaveProperty('malformed');
});
