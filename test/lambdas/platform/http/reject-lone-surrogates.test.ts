import { Problem } from '../../../../lambdas/platform/http/problem.ts';
import { rejectLoneSurrogates } from '../../../../lambdas/platform/http/reject-lone-surrogates.ts';

/** The fields that are refused. */
function refused(body: unknown): string[] {
  try {
    rejectLoneSurrogates(body);
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
