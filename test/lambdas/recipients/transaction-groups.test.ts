import fc from 'fast-check';
import type { Sent } from '../../../lambdas/recipients/send-recipient.ts';
import { transactionGroups, type Writing } from '../../../lambdas/recipients/transaction-groups.ts';
import { start, until } from './mail-pool.ts';

function writing(id: number, items: number, creative?: string): Writing {
  const after = {
    token: `mail.${id}`,
    pool: 'mail',
    site: 'shop',
    campaign: 'spring',
    creative,
    recipient: String(id),
    consent: { ads: false, analytics: true },
    sentAt: start,
    until,
    visitor: `v${id}`,
    version: 1,
  };
  const one: Sent = { before: undefined, after, taken: undefined, kept: undefined, isChanged: true };
  return { one, items: Array.from({ length: items }, () => ({})) };
}

test('33 recipients with numbers or 99 without go into one transaction', () => {
  const sizes = (count: number, items: number) =>
    transactionGroups(
      Array.from({ length: count }, (_, id) => writing(id, items)),
      Number.POSITIVE_INFINITY,
    ).map(({ length }) => length);
  expect(sizes(500, 3)).toEqual([...Array.from({ length: 15 }, () => 33), 5]);
  expect(sizes(500, 1)).toEqual([99, 99, 99, 99, 99, 5]);
});

test('a transaction has at most 100 items, one count for each creative among them, and everybody is in one', () => {
  const some = fc.record({
    items: fc.integer({ min: 1, max: 3 }),
    creative: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 500, size: 'max' }), fc.constantFrom(1, 7, 1000), (list, most) => {
      const writings = list.map(({ items, creative }, id) => writing(id, items, creative));
      const groups = transactionGroups(writings, most);
      for (const group of groups) {
        const creatives = new Set(group.map(({ one }) => one.after.creative)).size;
        const items = group.reduce((sum, one) => sum + one.items.length, creatives);
        expect(items).toBeLessThanOrEqual(100);
        expect(group.length).toBeLessThanOrEqual(most);
      }
      expect(new Set(groups.flat().map(({ one }) => one.after.token)).size).toBe(list.length);
    }),
  );
});
