import { doubleHolders, type Evidence, type Sighting } from './evidence.ts';

const number = '+12025550100';

function given(lease: string, at: number, more: Partial<Sighting> = {}): Sighting {
  return { number, lease, how: 'allocated', sentAt: at - 5, answeredAt: at, promisedUntil: at + 2000, ...more };
}

function complaints(sightings: Sighting[], more: Partial<Evidence> = {}): string[] {
  const last = sightings.findLast(({ how }) => how === 'allocated')?.lease;
  return doubleHolders({ sightings, unanswered: [], table: [{ number, lease: last }], ...more });
}

test('holders one after the other are fine, also when one carries his lease on', () => {
  const renewed = given('a', 1500, { how: 'renewed', promisedUntil: 3500 });
  expect(complaints([given('a', 0), renewed, given('b', 3600, { before: 'a' })])).toEqual([]);
});

test('so is a number of another that was promised at the same time', () => {
  const other = { number: '+12025550101' };
  const table = [
    { number, lease: 'a' },
    { ...other, lease: 'b' },
  ];
  expect(complaints([given('a', 0), given('b', 1, other)], { table })).toEqual([]);
});

test('a promise that is broken is found by the clock', () => {
  const renewed = given('a', 1500, { how: 'renewed', promisedUntil: 3500 });
  expect(complaints([given('a', 0), renewed, given('b', 3400, { before: 'a' })])).toEqual([
    `${number}: b was told 100 ms before the promise to a ended`,
  ]);
});

test('what was told so late that it had run out is no promise', () => {
  const late = given('a', 3000, { sentAt: 0, promisedUntil: 2500 });
  expect(complaints([late, given('b', 2900, { before: 'a' })])).toEqual([]);
});

test('two who followed the same holder are found by the order of writes', () => {
  const found = complaints([given('a', 0), given('b', 9000, { before: 'a' }), given('c', 99_000, { before: 'a' })]);
  expect(found).toContain(`${number}: b and c both followed a`);
});

test('a lease that goes on after it was followed is found', () => {
  const late = given('a', 9500, { how: 'returned', promisedUntil: 9600 });
  expect(complaints([given('a', 0), given('b', 9000, { before: 'a', promisedUntil: 9400 }), late])).toEqual([
    `${number}: a was returned after it had been followed`,
  ]);
});

describe('a lease of which the table knows nothing', () => {
  test('is found', () => {
    expect(complaints([given('a', 0)], { table: [{ number }] })).toEqual([`${number}: nothing is left of a`]);
  });

  test('is explained by one whose predecessor is not known', () => {
    expect(complaints([given('a', 0), given('b', 9000, { isBeforeUnknown: true })])).toEqual([]);
  });

  test('is explained by a write that was never answered', () => {
    const unanswered = { unanswered: ['x'] };
    expect(complaints([given('a', 0), given('b', 9000, { before: 'x' })], unanswered)).toEqual([]);
    expect(complaints([given('a', 0)], { ...unanswered, table: [{ number, lease: 'x' }] })).toEqual([]);
  });
});
