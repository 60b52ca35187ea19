import { failedItems } from '../../../src/services/sources/batch-answer.ts';

const items = ['a', 'b', 'c'];
const answer = (payload: unknown) => ({ ok: true, payload }) as const;
const failures = (...ids: string[]) => answer({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

test.each([
  ['no answer', answer(null), []],
  ['an empty list', failures(), []],
  ['some', failures('b'), ['b']],
  ['an id of nobody', failures('x'), items],
  ['an empty id', failures(''), items],
  ['another shape', answer({ batchItemFailures: 'b' }), items],
])('%s', (_, given, failed) => {
  expect([...failedItems(given, items, true)]).toEqual(failed);
});

test('without the setting only an error counts', () => {
  expect(failedItems(failures('b'), items, false).size).toBe(0);
  expect(failedItems({ ok: false, error: { errorType: 'E', errorMessage: '' } }, items, false).size).toBe(3);
});
