import { sayMethod, stateMethod } from '../../../../web/dashboard/calls/match/say-match.ts';
import { readCallDetail } from '../../../../web/dashboard/calls/read-calls.ts';
import { detailOf } from '../../../browser/stub-site.ts';

function reading(answer: unknown) {
  const asked: string[] = [];
  const get = (path: string) => {
    asked.push(path);
    return Promise.resolve(answer);
  };
  return { asked, detail: readCallDetail(get, 'a/b') };
}

test('all that the API says of a call', async () => {
  const told = detailOf();
  const { asked, detail } = reading(told);
  expect(await detail).toEqual(told);
  expect(asked).toEqual(['/v1/calls/a%2Fb']);
});

test('a withheld caller is not an unknown one', async () => {
  const { caller: _, ...call } = detailOf().call;
  expect((await reading(detailOf({ call: { ...call, caller: null } })).detail).call.caller).toBeNull();
  expect((await reading(detailOf({ call })).detail).call.caller).toBeUndefined();
});

test('words that only a newer version knows are shown as they are', async () => {
  const { call, match, conversions, ...rest } = detailOf();
  const [conversion] = conversions;
  const newer = {
    ...rest,
    call: { ...call, status: 'on-hold', direction: 'internal' },
    match: { ...match, method: 'voice', visit: { ...match.visit, device: 'car' } },
    conversions: [
      { ...conversion, state: 'frozen', deliveries: [{ ...conversion!.deliveries[0], state: 'delegated' }] },
    ],
  };
  const detail = await reading(newer).detail;
  expect(detail).toMatchObject(newer);
  expect([sayMethod(detail.match.method), stateMethod(detail.match.method)]).toEqual(['voice', 'voice']);
});

test('fields that only a newer version knows are ignored, and entries that do not fit are left out', async () => {
  const told = detailOf();
  const { ledger, ...rest } = told;
  const gift = { ...ledger[0], eventId: 'gift-1', revenue: { kind: 'gift', worth: 5 } };
  const { detail } = reading({ ...rest, ledger: [gift, 'nonsense', ...ledger], transcript: { words: 7 } });
  const { revenue: _, ...known } = gift;
  expect(await detail).toEqual({ ...told, ledger: [known, ...ledger] });
});

test.each([undefined, null, 'text', {}, { call: { id: 'a' } }])('%j is an error in words', async (answer) => {
  await expect(reading(answer).detail).rejects.toThrow('does not understand');
});
