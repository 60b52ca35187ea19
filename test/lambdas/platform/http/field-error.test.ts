import fc from 'fast-check';
import * as z from 'zod/mini';
import { fieldPath, limitErrors } from '../../../../lambdas/platform/http/field-error.ts';
import { Problem, parseOr400 } from '../../../../lambdas/platform/http/problem.ts';

function refusal(schema: z.core.$ZodType, value: unknown): Problem {
  try {
    parseOr400(schema, value);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

test('the first errors are told, and how many more there are', () => {
  const errors = Array.from({ length: 1000 }, (_, index) => ({ field: `x[${index}]`, detail: 'is odd' }));
  const told = limitErrors(errors);
  expect(told).toHaveLength(21);
  expect(told.slice(0, 20)).toEqual(errors.slice(0, 20));
  expect(told[20]).toEqual({ field: '', detail: 'and 980 more like these' });
  expect(limitErrors(errors.slice(0, 20))).toEqual(errors.slice(0, 20));
});

test('a path is as people write it', () => {
  expect(fieldPath(['pools', 0, 'x', 'y'])).toBe('pools[0].x.y');
  expect(fieldPath([])).toBe('');
  expect(fieldPath(Array.from({ length: 10_000 }, () => 'a')).length).toBeLessThan(130);
});

test.each([
  ['names of 100 KB', { ['x'.repeat(100_000)]: 1, ['y'.repeat(100_000)]: 2 }],
  ['50,000 names', Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`name-${index}`, 1]))],
  ['100,000 items of the wrong type', { list: Array.from({ length: 100_000 }, () => 1) }],
  ['half a character in a name', { '\ud800': 1 }],
  ['names of every object', JSON.parse('{"constructor":1,"toString":2,"__proto__":{"x":1},"hasOwnProperty":3}')],
])('a body with %s is refused in a few words', (_, body) => {
  const schema = z.strictObject({ list: z.optional(z.array(z.string())) });
  const { status, detail, errors } = refusal(schema, body);
  expect(status).toBe(400);
  expect(JSON.stringify({ detail, errors }).length).toBeLessThan(8000);
  expect(errors!.length).toBeGreaterThan(0);
  expect(JSON.stringify(errors)).not.toMatch(/\\ud8/);
});

test('whatever is wrong, the answer is small and well-formed', () => {
  const schema = z.strictObject({
    name: z.string(),
    when: z.array(z.union([z.strictObject({ a: z.number() }), z.strictObject({ b: z.string() })])),
  });
  fc.assert(
    fc.property(
      fc.anything({
        maxDepth: 6,
        maxKeys: 30,
        withNullPrototype: true,
        key: fc.string({ unit: 'binary', maxLength: 300 }),
      }),
      (body) => {
        const { detail, errors } = refusal(schema, body);
        const text = JSON.stringify({ detail, errors });
        expect(text.length).toBeLessThan(12_000);
        expect(`${detail}${errors?.map((one) => one.field + one.detail).join('')}`.isWellFormed()).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});
