import fc from 'fast-check';
import { fill, namesIn } from '../../../../../lambdas/deliveries/destinations/catalogue/field-values.ts';

const facts: Record<string, string | number> = { value: 129.5, name: 'sale', zero: 0, empty: '' };
const filled = (value: unknown) => fill(value, (name) => facts[name]);

test.each([
  ['{{value}}', 129.5],
  [' {{ value }} ', 129.5],
  ['{{zero}}', 0],
  ['{{empty}}', ''],
  ['{{unheard}}', undefined],
  ['{{unheard|none}}', 'none'],
  ['{{unheard|}}', ''],
  ['{{name|none}}', 'sale'],
  ['{{name}}: {{value}} of {{unheard}}{{unheard|?}}', 'sale: 129.5 of ?'],
  ['no fact', 'no fact'],
  ['{{}} {name}', '{{}} {name}'],
  [7, 7],
  [false, false],
  [null, null],
])('%j becomes %j', (value, expected) => {
  expect(filled(value)).toEqual(expected);
});

test('what nobody knows is left out, and what is empty then', () => {
  expect(
    filled({ a: '{{unheard}}', b: { c: '{{unheard}}' }, d: ['{{unheard}}', '{{name}}'], e: ['{{unheard}}'] }),
  ).toEqual({
    d: ['sale'],
  });
  expect(filled({ a: {}, b: [] })).toEqual({ a: {}, b: [] });
});

test('names are in the order of the alphabet', () => {
  expect(JSON.stringify(filled({ b: 1, c: { z: 1, y: 2 }, a: 2 }))).toBe('{"a":2,"b":1,"c":{"y":2,"z":1}}');
});

test('whatever stands in a fact, nothing of it is taken for a name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (fact) => {
      expect(fill('{{name}}', () => fact)).toBe(fact);
      expect(fill('<{{name}}>', () => fact)).toBe(`<${fact}>`);
    }),
  );
});

test('names are found wherever they stand', () => {
  expect(namesIn({ a: ['{{x}} {{y|z}}'], b: { c: '{{ secrets.url }}' }, d: 1 })).toEqual(['x', 'y', 'secrets.url']);
});
