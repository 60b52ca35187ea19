import * as z from 'zod';
import { answerSerializer } from '../../../../lambdas/platform/http/serialize-answer.ts';

const thing = z.object({ id: z.string(), colour: z.enum(['red', 'blue']) });
const unsupported = z.object({ id: z.string(), site: z.string(), unsupported: z.literal(true) });
const tell = answerSerializer({
  'GET /v1/things': z.object({ items: z.array(z.union([thing, unsupported])), cursor: z.string().optional() }),
  'GET /v1/rows': z.object({ items: z.array(thing), total: z.number() }),
  'GET /v1/things/{thing}': thing,
  'PUT /v1/things/{thing}': thing,
});

let warn: jest.SpyInstance;
beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockImplementation();
  jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
});
afterEach(() => jest.restoreAllMocks());

test('what the schema does not name stays inside', () => {
  expect(tell('GET /v1/things/{thing}', { id: 'a', colour: 'red', secret: 1 })).toEqual({ id: 'a', colour: 'red' });
  expect(tell('GET /v1/others', { any: 'thing' })).toEqual({ any: 'thing' });
});

test('a list names what it cannot tell where it has a place for that, and goes on', () => {
  const [red, green, blue] = ['red', 'green', 'blue'].map((colour) => ({ id: colour, site: 'shop', colour }));
  expect(tell('GET /v1/things', { items: [red, green, blue, { colour: 'mauve' }], cursor: 'c' })).toEqual({
    items: [
      { id: 'red', colour: 'red' },
      { id: 'green', site: 'shop', unsupported: true },
      { id: 'blue', colour: 'blue' },
    ],
    cursor: 'c',
  });
  expect(tell('GET /v1/rows', { items: [red, green], total: 2 })).toEqual({
    items: [{ id: 'red', colour: 'red' }],
    total: 2,
  });
  expect(JSON.stringify(warn.mock.calls)).toContain('GET /v1/things green');
});

test('what is nothing without its odd part is a 409, and an odd answer to a write an error', () => {
  const conflict = expect.objectContaining({ status: 409 });
  expect(() => tell('GET /v1/rows', { items: [], total: 'many' })).toThrow(conflict);
  expect(() => tell('GET /v1/things/{thing}', { id: 'a', colour: 'green' })).toThrow(conflict);
  expect(() => tell('PUT /v1/things/{thing}', { id: 'a', colour: 'green' })).toThrow(z.core.$ZodError);
});
