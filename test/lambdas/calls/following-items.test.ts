import { withFollowing } from '../../../lambdas/calls/following-items.ts';

const item = (id: string, revision: unknown, more: object = {}) => ({ sk: `CONVERSION#${id}`, id, revision, ...more });
const written = (...items: ReturnType<typeof item>[]) => ({ rev: 3, follows: { rev: 3, items } });

test('what a call was written with counts before it is put', () => {
  const [put, other] = [item('b', 1), { sk: 'LEDGER#x' }];
  expect(withFollowing([put, other], written(item('a', 1)))).toEqual({
    others: [put, other, item('a', 1)],
    unwritten: [item('a', 1)],
  });
});

test('of each the newest revision counts, with what a newer version put beside it', () => {
  const read = withFollowing([item('a', 1, { heldFor: 'consent' }), item('b', 2)], written(item('a', 2), item('b', 1)));
  expect(read).toEqual({ others: [item('a', 2, { heldFor: 'consent' }), item('b', 2)], unwritten: [item('a', 2)] });
});

test('what is put already, or only a newer version can read, stays as it is', () => {
  const items = [item('a', 1), item('b', 'latest')];
  expect(withFollowing(items, written(item('a', 1), item('b', 4)))).toEqual({ others: items, unwritten: [] });
});

test('what another version wrote back with a newer call counts no more', () => {
  const call = { ...written(item('a', 1)), rev: 4 };
  expect(withFollowing([], call)).toEqual({ others: [], unwritten: [] });
  expect(withFollowing([], undefined)).toEqual({ others: [], unwritten: [] });
});
