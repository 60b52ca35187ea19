import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { Problem } from '../../../../lambdas/platform/http/problem.ts';
import { rejectUnstorable } from '../../../../lambdas/platform/http/reject-unstorable.ts';
import { emptyTables } from '../../calls/stores.ts';

/** The fields that are refused. */
function refused(body: unknown): string[] {
  try {
    rejectUnstorable(body);
    return [];
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 400) throw error;
    return error.errors!.map(({ field }) => field);
  }
}

test('each field that holds half a character is named', () => {
  const body = {
    name: 'a\ud800',
    order: 1,
    when: [{ source: 'x' }, { source: '\udc00', city: null }],
    more: { x: ['\ud83d'] },
  };
  expect(refused(body)).toEqual(['name', 'when[1].source', 'more.x[0]']);
});

test('whole characters are text, whatever they are', () => {
  expect(refused({ name: '📞 Zürich \u0000', list: ['日本'], none: null, yes: true })).toEqual([]);
  expect(refused(undefined)).toEqual([]);
});

test('what nests deep is walked, too', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}"\\ud800"${']'.repeat(100_000)}`);
  expect(refused({ deep })).toHaveLength(1);
});

test('a body that nests deep and is broken on every level is refused in a few words', () => {
  const levels = 16_000;
  const text = `${'{"b":"\\ud800","a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  const told = refused(JSON.parse(text));
  expect(told).toHaveLength(20);
  expect(told.slice(0, 3)).toEqual(['b', 'a.b', 'a.a.b']);
  expect(told.join('').length).toBeLessThan(3000);
});

test('a name is text, too', () => {
  expect(refused({ more: { 'a\ud800': 1 } })).toEqual(['more.a\ufffd']);
});

test('a name that objects have of their own would be lost', () => {
  expect(refused(JSON.parse('{"recipients":[{"params":{"__proto__":"x","plan":"gold"}}],"__proto__":{}}'))).toEqual([
    'recipients[0].params.__proto__',
    '__proto__',
  ]);
  expect(refused({ params: { constructor: 'x', toString: 'y' } })).toEqual([]);
});

test.each([5e-324, -5e-324, 4.2e-276, 9e-131, 2 ** 53, -(2 ** 53), 1e126, JSON.parse('1e400') as number])(
  'the number %p is refused, as no table takes it',
  (value) => {
    expect(refused({ when: [{ from: value }], from: 1 })).toEqual(['when[0].from']);
  },
);

test.each([0, -0, 1e-130, -1e-130, 0.1, 2 ** 53 - 1, 1 - 2 ** 53])('the number %p can be stored', async (value) => {
  expect(refused({ value })).toEqual([]);
  const { calls } = await emptyTables();
  const stored = calls.documents.send(new PutCommand({ TableName: calls.name, Item: { pk: 'a', sk: 'a', value } }));
  await expect(stored).resolves.toBeDefined();
});
