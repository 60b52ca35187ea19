import { readCallDetail } from '../../../../web/dashboard/calls/call-detail.ts';

const call = { id: 'a/b', site: 'shop', status: 'missed', final: true, startedAt: '2026-05-03T10:00:00.000Z' };

function reading(answer: unknown) {
  const asked: string[] = [];
  const get = (path: string) => {
    asked.push(path);
    return Promise.resolve(answer);
  };
  return { asked, detail: readCallDetail(get, 'a/b') };
}

test('a call with nothing but what it must have', async () => {
  const { asked, detail } = reading({ call });
  expect(await detail).toMatchObject({
    call: { id: 'a/b', caller: undefined, startedAt: Date.parse(call.startedAt), legs: 1, ignored: [] },
    match: undefined,
    conversions: [],
    ledger: [],
  });
  expect(asked).toEqual(['/v1/calls/a%2Fb']);
});

test('a withheld caller is not an unknown one', async () => {
  expect((await reading({ call: { ...call, caller: null } }).detail).call.caller).toBeNull();
  expect((await reading({ call: { ...call, caller: '+12125550123' } }).detail).call.caller).toBe('+12125550123');
});

test('match, conversions with deliveries, and ledger', async () => {
  const { detail } = reading({
    call,
    match: {
      method: 'lease',
      confidence: 0.88,
      source: 'google',
      medium: 'cpc',
      visit: { id: 'v', clickIds: { gclid: 'x' }, consent: { ads: true, analytics: false } },
      candidates: [{ visit: 'v', visitor: 'u', confidence: 0.88 }],
    },
    conversions: [
      {
        id: 'c',
        rule: 'talk',
        name: 'sale',
        value: { amount: '100.00', currency: 'EUR' },
        revision: 2,
        state: 'retired',
        deliveries: [
          { id: 'd', destination: 'hook', state: 'pending', wanted: 2, sent: 1, attempts: 3, nextAt: call.startedAt },
          { id: 'e', destination: 'hook', state: 'lost' },
        ],
      },
    ],
    ledger: [
      { source: 'crm', eventId: '1', state: 'counted', revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' } },
      { source: 'crm', eventId: '2', state: 'ignored', reason: 'no', revenue: { kind: 'cancel', cancels: '9' } },
      'nonsense',
    ],
  });
  const { match, conversions, ledger } = await detail;
  expect(match).toMatchObject({
    method: 'lease',
    visit: { clickIds: [['gclid', 'x']], consent: { analytics: false } },
  });
  expect(conversions).toMatchObject([
    { retired: true, revision: 2, deliveries: [{ id: 'd', sent: 1, nextAt: Date.parse(call.startedAt) }] },
  ]);
  expect(ledger).toMatchObject([
    { event: '1', revenue: { kind: 'sale', money: { amount: '129.50' } } },
    { event: '2', state: 'ignored', reason: 'no', revenue: { kind: 'cancel', cancels: '9' } },
  ]);
});

test('an answer that is no call is an error in words', async () => {
  await expect(reading({ call: { ...call, status: 'asleep' } }).detail).rejects.toThrow('does not understand');
});
