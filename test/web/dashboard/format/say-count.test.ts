import { sayCount } from '../../../../web/dashboard/format/say-count.ts';

test.each([
  [0, '0 visits'],
  [0.3, '0.3 visits'],
  [1, '1 visit'],
  [2, '2 visits'],
])('%d is said with its word', (count, said) => {
  expect(sayCount(count, 'visit')).toBe(said);
});
