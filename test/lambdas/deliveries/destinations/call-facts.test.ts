import { callFact, callFacts, toldFacts } from '../../../../lambdas/deliveries/destinations/call-facts.ts';
import { buildInput, consentingMatch, someCall, someConversion } from '../delivery-samples.ts';

const facts = (more: object = {}) => {
  const input = buildInput({}, {}, more);
  return Object.fromEntries(callFacts.map((fact) => [fact, callFact(input, fact)]));
};

test('each fact is a text', () => {
  const visit = { ...consentingMatch().visit, landingPage: 'https://shop.example/' };
  expect(facts({ email: 'anna@shop.example', match: { ...consentingMatch(), visit } })).toEqual({
    title: 'Call from +12025550123 (qualified_call)',
    conversion: 'qualified_call',
    occurredAt: '2026-11-20T14:03:22Z',
    occurredOn: '2026-11-20',
    call: 'call-1',
    caller: '+12025550123',
    email: 'anna@shop.example',
    trackedNumber: '+12025550100',
    startedAt: '2026-11-20T14:00:00Z',
    talkSeconds: '33',
    source: 'google',
    medium: 'cpc',
    campaign: 'spring',
    keyword: 'red shoes',
    landingPage: 'https://shop.example/',
    gclid: 'gclid-anna',
  });
});

test('what nobody knows is none, and a word on the keypad is nobody', () => {
  const anonymous = { kind: 'number', number: '+266696687' } as const;
  const { talkSeconds: _none, ...call } = someCall({ caller: anonymous });
  const match = { ...consentingMatch(), campaign: undefined, visit: null };
  expect(facts({ call, match })).toEqual({
    title: 'Call, number withheld (qualified_call)',
    conversion: 'qualified_call',
    occurredAt: '2026-11-20T14:03:22Z',
    occurredOn: '2026-11-20',
    call: 'call-1',
    trackedNumber: '+12025550100',
    startedAt: '2026-11-20T14:00:00Z',
    source: 'google',
    medium: 'cpc',
  });
});

test('the day is that of the site', () => {
  const conversion = someConversion({ occurredAt: Date.parse('2026-11-20T23:30:00Z') });
  expect(facts({ conversion })).toMatchObject({ occurredOn: '2026-11-21', occurredAt: '2026-11-20T23:30:00Z' });
});

test('fields get the facts that are known', () => {
  expect(toldFacts(buildInput({}, {}), { caller: 'phone', email: 'mail', source: 'utm' })).toEqual([
    { field: 'phone', value: '+12025550123' },
    { field: 'utm', value: 'google' },
  ]);
});

test('of the recipient of a mail who they are and what they were sent, and what came of the call', () => {
  const recipient = { id: '4711', campaign: 'autumn', creative: 'red', pool: 'mails' };
  const call = someCall({ sums: { conversions: 0, values: [], tags: [], outcome: 'appointment' } });
  expect(facts({ call, match: { ...consentingMatch(), recipient } })).toMatchObject({
    recipient: '4711',
    creative: 'red',
    outcome: 'appointment',
  });
});
