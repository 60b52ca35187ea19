import { columnOf, namesOf } from '../../../lambdas/platform/field-table.ts';

const table = { second: { rank: 2, note: 'b' }, first: { rank: 1, note: 'a' } };

test('a table is read by its rows and by its columns, in its order', () => {
  expect(namesOf(table)).toEqual(['second', 'first']);
  expect(Object.entries(columnOf(table, 'rank'))).toEqual([
    ['second', 2],
    ['first', 1],
  ]);
});
