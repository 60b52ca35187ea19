import type { Remembered } from '../../../../web/tracker/lease/remembered.ts';
import { serves } from '../../../../web/tracker/lease/serves.ts';

const now = 1_750_000_000_000;
const minute = 60_000;

const leased: Remembered = {
  state: 'leased',
  askedAt: now - minute,
  landing: 'gclid=abc',
  allowed: { ads: true, analytics: true },
  leasedUntil: now + 1,
  swapNumbers: [],
  swapSelectors: [],
};

test.each([
  ['a lease that runs', leased, '', false, true],
  ['a lease that is over', { ...leased, leasedUntil: now }, '', false, false],
  ['a lease without an end', { ...leased, leasedUntil: undefined }, '', false, false],
  ['the landing that it was asked for', leased, 'gclid=abc', false, true],
  ['another landing', leased, 'gclid=def', false, false],
  ['another landing, but the page was only loaded again', leased, 'gclid=def', true, true],
  ['a direct visit’s lease, and an arrival from an advertisement', { ...leased, landing: '' }, 'gclid=x', false, false],
  ['a campaign’s number', { ...leased, state: 'static' }, '', false, true],
  ['a campaign’s number of an old visit', { ...leased, state: 'static', askedAt: now - 30 * minute }, '', false, false],
  ['a refusal just now', { ...leased, state: 'default', askedAt: now - minute + 1 }, '', false, true],
  ['a refusal a minute ago', { ...leased, state: 'default' }, '', false, false],
  ['no pool for this visit, a minute ago', { ...leased, state: 'none' }, '', false, false],
  ['a lost lease', { ...leased, state: 'lost', askedAt: now }, '', true, false],
] as [string, Remembered, string, boolean, boolean][])('%s', (_, remembered, landing, again, expected) => {
  expect(serves(remembered, landing, again, now)).toBe(expected);
});
