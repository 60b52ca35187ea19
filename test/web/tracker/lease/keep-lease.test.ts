import { pauseAfter, quietAfter } from '../../../../web/tracker/lease/keep-lease.ts';

test('a passive page asks 1, 2, 4, 8 and then 10 minutes apart', () => {
  expect([1, 2, 3, 4, 5, 6, 60].map((asked) => pauseAfter(asked) / 60_000)).toEqual([1, 2, 4, 8, 10, 10, 10]);
});

test('failures make it quieter, up to 10 minutes', () => {
  expect([1, 2, 3, 8, 1000].map((failures) => quietAfter(failures) / 1000)).toEqual([5, 10, 20, 600, 600]);
});
