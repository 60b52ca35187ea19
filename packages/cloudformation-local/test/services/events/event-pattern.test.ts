import fc from 'fast-check';
import { compilePattern } from '../../../src/services/events/event-pattern.ts';

const event = {
  source: 'calls',
  detail: {
    name: 'Call Ended',
    state: null,
    seconds: 61,
    tags: ['new', 'paid'],
    none: [],
    from: { address: '10.0.3.7', v6: '2001:db8::1' },
    legs: [{ kind: 'in' }, { kind: 'out' }],
  },
};

const fits = (pattern: unknown) => compilePattern(pattern)(event);
const detail = (pattern: unknown) => fits({ detail: pattern });

test.each([
  [{ source: ['calls', 'mails'] }, true],
  [{ source: ['mails'] }, false],
  [{ absent: ['calls'] }, false],
  [{ source: ['calls'], detail: { seconds: [60] } }, false],
  [{}, true],
])('whole events: %j is %s', (pattern, expected) => {
  expect(fits(pattern)).toBe(expected);
});

test.each([
  [{ state: [null] }, true],
  [{ name: [null] }, false],
  [{ tags: ['paid'] }, true],
  [{ tags: ['old'] }, false],
  [{ legs: { kind: ['out'] } }, true],
  [{ name: [{ prefix: 'Call' }] }, true],
  [{ name: [{ prefix: 'call' }] }, false],
  [{ name: [{ prefix: { 'equals-ignore-case': 'cALL' } }] }, true],
  [{ name: [{ suffix: 'Ended' }] }, true],
  [{ name: [{ suffix: { 'equals-ignore-case': 'ended' } }] }, true],
  [{ name: [{ 'equals-ignore-case': 'call ended' }] }, true],
  [{ name: [{ wildcard: 'C*l*d' }] }, true],
  [{ name: [{ wildcard: 'C.*d' }] }, false],
  [{ name: [{ 'anything-but': 'Call Ended' }] }, false],
  [{ name: [{ 'anything-but': ['x', 1] }] }, true],
  [{ name: [{ 'anything-but': { prefix: ['X', 'Ca'] } }] }, false],
  [{ name: [{ 'anything-but': { 'equals-ignore-case': 'CALL ENDED' } }] }, false],
  [{ missing: [{ 'anything-but': 'x' }] }, false],
  [{ seconds: [{ numeric: ['>', 60, '<=', 61] }] }, true],
  [{ seconds: [{ numeric: ['=', 60] }] }, false],
  [{ name: [{ numeric: ['>', 0] }] }, false],
  [{ name: [{ exists: true }] }, true],
  [{ state: [{ exists: true }] }, true],
  [{ missing: [{ exists: false }] }, true],
  [{ none: [{ exists: true }] }, false],
  [{ from: { port: [{ exists: false }] } }, true],
  [{ from: { address: [{ cidr: '10.0.0.0/22' }] } }, true],
  [{ from: { address: [{ cidr: '10.0.4.0/22' }] } }, false],
  [{ from: { v6: [{ cidr: '2001:db8::/32' }] } }, true],
  [{ $or: [{ name: ['x'] }, { seconds: [61] }] }, true],
  [{ $or: [{ name: ['x'] }, { seconds: [60] }] }, false],
])('details: %j is %s', (pattern, expected) => {
  expect(detail(pattern)).toBe(expected);
});

test.each([
  [{ name: [{ sounds: 'like' }] }, /matcher "sounds" is not known/],
  [{ name: [{ 'anything-but': { cidr: '10.0.0.0/8' } }] }, /"anything-but" does not know the matcher "cidr"/],
  [{ name: [{ numeric: ['~', 1] }] }, /"numeric" does not know/],
  [{ name: [{ prefix: 'a', suffix: 'b' }] }, /exactly one key/],
  [{ name: [{ cidr: 'ten' }] }, /"cidr" does not know ten/],
  [{ name: 'text' }, /does not know "text"/],
])('an unknown word is an error that names it: %j', (pattern, message) => {
  expect(() => compilePattern(pattern)).toThrow(message);
});

test('"anything-but" is the opposite for every single value that is there', () => {
  const kind = fc.constantFrom('prefix', 'suffix', 'wildcard', 'equals-ignore-case');
  const word = fc.string({ unit: fc.constantFrom('a', 'B', '*', '\\', '.'), maxLength: 4 });
  fc.assert(
    fc.property(kind, word, word, (name, argument, value) => {
      const plain = compilePattern({ field: [{ [name]: argument }] })({ field: value });
      const opposite = compilePattern({ field: [{ 'anything-but': { [name]: argument } }] })({ field: value });
      expect(opposite).toBe(!plain);
    }),
  );
});
