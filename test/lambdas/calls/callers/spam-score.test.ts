import { type SpamFacts, spamScore } from '../../../../lambdas/calls/callers/spam-score.ts';

const startedAt = Date.parse('2026-11-20T14:00:00Z');
const minute = 60_000;
const clean: SpamFacts = {
  caller: { kind: 'number', number: '+13055550131' },
  startedAt,
  trackedNumber: '+12025550100',
  earlier: [],
  ownNumbers: ['+12025550199'],
};
const calls = (numbers: readonly string[], ago: number, short?: true) =>
  numbers.map((number) => ({ startedAt: startedAt - ago, number, short }));
const [two, four] = [
  ['+12025550101', '+12025550102'],
  ['+12025550101', '+12025550102', '+12025550103', '+12025550104'],
];
const from = (number: string) => ({ caller: { kind: 'number' as const, number } });

test.each<[string, Partial<SpamFacts>, number]>([
  ['nothing', {}, 0],
  ['attested in full', { attestation: 'A' }, 0],
  ['a gateway', { attestation: 'C' }, 15],
  ['not verified', { attestation: 'failed' }, 50],
  ['three numbers in minutes', { earlier: calls(two!, 10 * minute) }, 40],
  ['five numbers in minutes', { earlier: calls(four!, minute) }, 60],
  ['three numbers in longer', { earlier: calls(two!, 10 * minute + 1) }, 0],
  ['one number often', { earlier: calls(['+12025550100', '+12025550100', '+12025550100'], minute) }, 0],
  ['short calls to four numbers', { earlier: calls(four!, 1e9, true) }, 40],
  ['short calls to two numbers', { earlier: calls(two!, 1e9, true) }, 0],
  ['an area code with 1', from('+11055550131'), 60],
  ['an exchange with 0', from('+13050550131'), 60],
  ['too short for North America', from('+1305555013'), 60],
  ['elsewhere', from('+493023125077'), 0],
  ['the number that is dialled', from('+12025550100'), 70],
  ['the site’s own', from('+12025550199'), 70],
  ['all of it', { ...from('+12025550199'), attestation: 'failed', earlier: calls(four!, minute, true) }, 100],
  ['all of it, but allowed', { ...from('+12025550199'), attestation: 'failed', list: 'allow' }, 0],
  ['all of it, but ours', { ...from('+12025550199'), attestation: 'failed', list: 'ours' }, 0],
  ['blocked', { list: 'block', attestation: 'failed' }, 50],
])('%s: %j is %i', (_, more, score) => {
  const spam = spamScore({ ...clean, ...more });
  expect(spam?.score).toBe(score);
  expect(spam?.reasons.length === 0).toBe(score === 0 && more.list === undefined);
});

test('of who withholds the number nobody knows', () => {
  expect(spamScore({ ...clean, caller: { kind: 'withheld' } })).toBeUndefined();
  expect(spamScore({ ...clean, caller: undefined })).toBeUndefined();
});
