import { newEventId, outcomeBody } from '../../../../../web/dashboard/calls/outcome/outcome-body.ts';

test('a sale with its amount in the currency of the site', () => {
  expect(outcomeBody({ kind: 'sale', amount: ' 129,50 ', outcome: '', code: '' }, 'EUR', 'e1')).toEqual({
    body: { eventId: 'e1', revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' } },
  });
});

test('a refund may say what came of the call, too', () => {
  expect(outcomeBody({ kind: 'refund', amount: '5', outcome: ' lost ', code: '' }, 'EUR', 'e1')).toMatchObject({
    body: { outcome: 'lost', revenue: { kind: 'refund', amount: '5' } },
  });
});

test('a phone code may be said alone, or with whatever else is said', () => {
  const code = ' 481 03 95 ';
  expect(outcomeBody({ kind: 'outcome', amount: '', outcome: '', code }, 'EUR', 'e1')).toEqual({
    body: { eventId: 'e1', phoneCode: '481 03 95' },
  });
  expect(outcomeBody({ kind: 'sale', amount: ' ', outcome: '', code }, 'EUR', 'e1')).toEqual({
    body: { eventId: 'e1', phoneCode: '481 03 95' },
  });
  expect(outcomeBody({ kind: 'sale', amount: '5', outcome: '', code }, 'EUR', 'e1')).toMatchObject({
    body: { phoneCode: '481 03 95', revenue: { kind: 'sale' } },
  });
});

test.each([
  ['outcome', '', '  '],
  ['sale', '', 'won'],
  ['sale', '-5', ''],
  ['refund', '1.000,50', ''],
] as const)('%s of "%s", outcome "%s", lacks something', (kind, amount, outcome) => {
  expect(outcomeBody({ kind, amount, outcome, code: ' ' }, 'EUR', 'e1')).toHaveProperty('missing');
});

test('no two reports have the same id', () => {
  expect(newEventId()).not.toBe(newEventId());
});
