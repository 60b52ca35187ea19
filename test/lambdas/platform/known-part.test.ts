import fc from 'fast-check';
import * as z from 'zod/mini';
import { knownPart } from '../../../lambdas/platform/known-part.ts';

const money = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sale'), amount: z.string() }),
  z.object({ kind: z.literal('cancel'), cancels: z.string() }),
]);
const schema = z.object({
  id: z.string(),
  note: z.optional(z.string()),
  lines: z.array(z.object({ at: z.int(), money: z.optional(money) })),
});

test('what fits is told as it is, without fields that are not known', () => {
  expect(knownPart(schema, { id: 'a', lines: [{ at: 1, colour: 'red' }] })).toEqual({
    value: { id: 'a', lines: [{ at: 1 }] },
    unknown: [],
  });
});

test('the smallest part that may be missing is left out', () => {
  const lines = [
    { at: 1, money: { kind: 'gift', amount: '1' } },
    { at: 2, money: { kind: 'sale', amount: '2' } },
  ];
  expect(knownPart(schema, { id: 'a', note: 5, lines })).toMatchObject({
    value: { id: 'a', lines: [{ at: 1 }, { at: 2, money: { kind: 'sale' } }] },
  });
});

test('of a list only the entries that do not fit are left out, wherever they stand', () => {
  const entry = fc.oneof(
    fc.record({ at: fc.integer() }),
    fc.constantFrom('nonsense', null, {}, { at: 'noon' }, { at: 1, money: 7 }),
  );
  fc.assert(
    fc.property(fc.array(entry), (lines) => {
      const known = knownPart(schema, { id: 'a', lines });
      const fitting = lines.flatMap((line) =>
        typeof line === 'object' && line !== null && 'at' in line && typeof line.at === 'number'
          ? [{ at: line.at }]
          : [],
      );
      expect(known).toMatchObject({ value: { id: 'a', lines: fitting } });
    }),
  );
});

test('a value stands in for one that must not be missing', () => {
  expect(knownPart(schema, { id: 7, lines: [] }, { id: 'unknown' })).toEqual({
    value: { id: 'unknown', lines: [] },
    unknown: ['id'],
  });
});

test.each([undefined, null, 'text', [], {}, { id: 'a' }, { id: 'a', lines: 5 }])('%j does not fit at all', (value) => {
  expect(knownPart(schema, value)).toHaveProperty('misfit');
});

test('the value itself stays as it was', () => {
  const value = { id: 'a', note: 5, lines: ['nonsense'] };
  knownPart(schema, value);
  expect(value).toEqual({ id: 'a', note: 5, lines: ['nonsense'] });
});
