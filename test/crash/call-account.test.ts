import { contact } from '../e2e/connect-payloads.ts';
import { callAccount } from './call-account.ts';
import { type CalledCall, noCallEvidence } from './call-evidence.ts';
import type { ReceivedConversion } from './received-values.ts';
import type { StoredCall } from './stored-calls.ts';

const played = contact('+12125550100', '+15035550100', { talk: 6 });
const told: CalledCall = {
  contact: played,
  way: 'dialled',
  visit: 'visit-1',
  byEventsOnly: false,
  reported: [
    { eventId: 'sale-1', kind: 'sale', cents: 12_950 },
    { eventId: 'back-1', kind: 'refund', cents: 2_950 },
  ],
};
const talk = {
  id: 'c-talk',
  name: 'qualified_call',
  state: 'open',
  revision: 1,
  value: { minor: 5000, currency: 'EUR' },
};
const sale = { id: 'c-sale', name: 'purchase', state: 'open', revision: 2, value: { minor: 10_000, currency: 'EUR' } };
const toHook = (conversion: string, wanted: number) => ({
  id: `d-${conversion}`,
  conversion,
  destination: 'hook',
  wanted,
  sent: wanted,
  attempted: wanted,
  state: 'delivered',
});
const call: StoredCall = {
  call: { status: 'completed', final: true, talkSeconds: 6, match: { method: 'lease', visit: { id: 'visit-1' } } },
  conversions: [
    { ...talk, destinations: ['hook'] },
    { ...sale, destinations: ['hook'] },
  ],
  deliveries: [toHook('c-talk', 1), toHook('c-sale', 2)],
  ledger: ['sale-1', 'back-1'],
};
const received: [string, ReceivedConversion][] = [
  ['hook c-talk', { values: [{ minor: 5000, revision: 1 }], repeated: 0 }],
  [
    'hook c-sale',
    {
      values: [
        { minor: 12_950, revision: 1 },
        { minor: 10_000, revision: 2 },
      ],
      repeated: 3,
    },
  ],
];

function broken(
  stored: Partial<StoredCall>,
  arrived: [string, ReceivedConversion][] = received,
  stillDead = 0,
  one: CalledCall = told,
): string[] {
  const evidence = { ...noCallEvidence(), calls: [one] };
  const calls = new Map([[played.id, { ...call, ...stored }]]);
  return callAccount({
    evidence,
    clicking: new Set([`${played.tracked} visit-3`]),
    stored: calls,
    received: new Map(arrived),
    deadLetters: [],
    stillDead,
  }).flatMap((line) => line.broken);
}

test('an account that balances has no broken line', () => {
  expect(broken({})).toEqual([]);
});

test('a delivery that is parked with its reason is accounted for, whatever arrived', () => {
  const [first, second] = call.deliveries;
  const parked = { ...second!, sent: 0, state: 'parked', reason: 'unknown whether received' };
  expect(broken({ deliveries: [first!, parked] }, received.slice(0, 1))).toEqual([]);
  const silent = { ...second!, sent: 0, state: 'parked' };
  expect(broken({ deliveries: [first!, silent] })).toEqual([expect.stringContaining('without a reason')]);
});

test.each<[string, Partial<StoredCall>, string]>([
  ['a lost call', { call: undefined }, 'is not there'],
  ['a call that waits for its record', { call: { ...call.call!, final: false } }, 'final false'],
  ['a call that lost its talk', { call: { ...call.call!, talkSeconds: 0 } }, 'talk 0 of 6 s'],
  [
    'a call of somebody else',
    { call: { ...call.call!, match: { method: 'lease', visit: { id: 'visit-2' } } } },
    'visit-2',
  ],
  ['a lost outcome', { ledger: ['sale-1'] }, 'back-1 is not there'],
  [
    'a lost conversion',
    { conversions: call.conversions.slice(0, 1), deliveries: call.deliveries.slice(0, 1) },
    'purchase',
  ],
  ['a lost delivery', { deliveries: call.deliveries.slice(0, 1) }, 'c-sale has deliveries to '],
  [
    'a delivery that waits',
    { deliveries: [toHook('c-talk', 1), { ...toHook('c-sale', 2), attempted: 1 }] },
    'd-c-sale',
  ],
])('%s is found', (_, stored, sentence) => {
  expect(broken(stored)).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
});

test.each<[string, ReceivedConversion['values'], string]>([
  ['nothing', [], 'nothing arrived'],
  ['an old value', [{ minor: 12_950, revision: 1 }], 'ends as 12950'],
  ['a value counted twice', [1, 1, 2].map((revision) => ({ minor: 10_000, revision })), 'counts a revision twice'],
  ['values out of order', [2, 1].map((revision) => ({ minor: 10_000, revision })), 'was told its revisions as 2, 1'],
])('%s at a receiver is found', (_, values, sentence) => {
  const arrived = [received[0]!, ['hook c-sale', { values, repeated: 0 }] as [string, ReceivedConversion]];
  expect(broken({}, arrived)).toEqual([expect.stringContaining(sentence)]);
});

test('a conversion that nobody made, and a message that was given up, are found', () => {
  expect(broken({}, [...received, ['hook c-other', received[0]![1]]])).toEqual([expect.stringContaining('c-other')]);
  expect(broken({}, received, 2)).toHaveLength(2);
});

const matchedBy = (method: string, id: string | undefined) => ({
  call: { ...call.call!, match: { method, visit: id === undefined ? null : { id } } },
});

test.each<[string, Partial<CalledCall>, Partial<StoredCall>, RegExp]>([
  ['tapped by its caller', { way: 'tapped' }, matchedBy('click', 'visit-1'), /^$/],
  ['tapped by somebody else later', { way: 'tapped' }, matchedBy('click', 'visit-3'), /^$/],
  ['of somebody who never tapped', { way: 'tapped' }, matchedBy('click', 'visit-4'), /visit-4/],
  ['whose tap was forgotten', { way: 'tapped' }, matchedBy('lease', 'visit-1'), /by lease/],
  ['dialled', {}, matchedBy('lease', 'visit-1'), /^$/],
  ['dialled, of nobody', {}, matchedBy('none', undefined), /by none/],
  ['dialled, of who tapped', {}, matchedBy('click', 'visit-3'), /visit-3/],
  ['to the default number', { visit: undefined }, matchedBy('source', undefined), /^$/],
  ['to the default number, of somebody', { visit: undefined }, matchedBy('lease', 'visit-1'), /visit-1/],
])('a call %s', (_, how, stored, fault) => {
  expect(broken(stored, received, 0, { ...told, ...how }).join()).toMatch(fault);
});
