import fc from 'fast-check';
import { oddName } from './schema-values.ts';

/** Texts that break what takes them for harmless. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\udc00x',
    '\ufeff',
    '\u202e',
    '\u2066',
    '\uffff',
    'ünïcödé',
    'ﬁ',
    'e\u0301',
    '📞'.repeat(400),
    'x'.repeat(2000),
    'x'.repeat(10_000),
    '-0',
    '1e400',
    'NaN',
    'Infinity',
    '0x10',
    '1970-01-01',
    '1969-12-31',
    '0000-01-01',
    '9999-12-31',
    '2024-02-30',
    '2023-02-29',
    '+275760-09-13',
    '2026-13-45',
    'null',
    'undefined',
    '[object Object]',
    '../../etc/passwd',
    '%00',
    '${jndi:x}',
    "' OR 1=1 --",
    '#',
    'a#b',
    'SITE#x',
    'NOW',
    '=1+1',
    '<script>',
    '-1#',
    '-999999999#',
    '99999999#+12025550100',
    '0#',
    '1e9',
  ),
  oddName,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 300 }).map((text) => Buffer.from(text).toString('base64url')),
);

/** Values of every kind, mostly of a wrong one. */
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -0,
    -1,
    1.5,
    1e21,
    1e-320,
    1e300,
    Number.MAX_SAFE_INTEGER + 2,
    [],
    {},
    [[]],
    [null],
    { constructor: { name: 'Set' } },
  ),
  fc.array(fc.integer(), { minLength: 600, maxLength: 3000 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer({ min: 10, max: 4000 }).map((levels) => nested(levels)),
);

function nested(levels: number): unknown {
  let value: unknown = '\ud800';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { a: value } : [value];
  return value;
}

/** Bodies that are hardly any, as they are sent. */
export const hostileBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '{',
    '{}',
    '[]',
    'null',
    '0',
    '"x"',
    '{"a":1e400}',
    '{"a":',
    '\ufeff{}',
    '{"__proto__":{"site":"fuzz"}}',
    '{"a":1,"a":2}',
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
    `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    `{"b":"\\ud800","a":`.repeat(700) + `1${'}'.repeat(700)}`,
    `{"${'k'.repeat(12_000)}":1}`,
    `[${'1,'.repeat(6000)}1]`,
    `{"x":"${'y'.repeat(20_000)}"}`,
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .dictionary(fc.oneof(oddName, fc.string({ unit: 'binary' })), hostileValue, { maxKeys: 8, noNullPrototype: true })
    .map((body) => JSON.stringify(body)),
);

const plainProperty = { enumerable: true, configurable: true, writable: true };

/** The same value with one thing in it that is changed, taken out or put in. */
export function nearly(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, fc.nat(1000), hostileValue, fc.oneof(oddName, hostileText), fc.constantFrom('change', 'take', 'add'))
    .map(([value, place, odd, name, how]) => {
      const copy: unknown = structuredClone(value);
      const places = containersOf(copy).flatMap((container) =>
        [container, ...Object.keys(container)].map((key) => ({ container, key })),
      );
      const at = places[place % Math.max(1, places.length)];
      if (at === undefined) return odd;
      const key = typeof at.key === 'string' && how !== 'add' ? at.key : name;
      if (how === 'take') Reflect.deleteProperty(at.container, key);
      // Names mean something to a list: `length`, or a place far behind its end.
      else if (Array.isArray(at.container) && key === name) at.container.push(odd);
      else Object.defineProperty(at.container, key, { ...plainProperty, value: odd });
      return copy;
    });
}

function containersOf(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap((inner) => containersOf(inner))];
}
