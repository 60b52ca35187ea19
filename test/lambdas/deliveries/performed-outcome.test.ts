import fc from 'fast-check';
import { performBy, performedOutcome } from '../../../lambdas/deliveries/performed-outcome.ts';

test.each([
  [{ kind: 'delivered' }],
  [{ kind: 'throttled', afterSeconds: 7, detail: 'busy' }],
  [{ kind: 'transient', detail: 'x' }],
  [{ kind: 'auth', detail: 'x' }],
  [{ kind: 'unknown', detail: 'x' }],
  [{ kind: 'rejected', field: 'settings.fields', detail: 'x' }],
])('%j is what the function says', (value) => {
  expect(performedOutcome({ kind: 'answer', value })).toEqual(value);
});

test.each([[null], [{ kind: 'new word' }], [{}], ['delivered']])('of %j nobody knows what was sent', (value) => {
  expect(performedOutcome({ kind: 'answer', value })).toMatchObject({ kind: 'unknown' });
});

test('a function that did not begin sent nothing; one that did not answer may have', () => {
  const notBegun = { kind: 'not-begun', error: 'TooManyRequestsException' } as const;
  expect(performedOutcome({ ...notBegun, passing: true })).toMatchObject({ kind: 'transient' });
  expect(performedOutcome({ ...notBegun, passing: false })).toMatchObject({ kind: 'rejected' });
  expect(performedOutcome({ kind: 'no-answer' })).toMatchObject({ kind: 'unknown' });
});

test('who performs an action gives up before whoever waits for what came of it', async () => {
  const action = { destination: 'actions-x', action: 'send', settings: {}, fields: {} };
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -1000, max: 30_000 }), async (left) => {
      const asked: [object, number][] = [];
      const outcome = await performBy(
        async (payload, ms) => {
          asked.push([payload, ms]);
          return { kind: 'answer', value: { kind: 'delivered' } };
        },
        action,
        left,
      );
      expect(outcome).toEqual({ kind: 'delivered' });
      const own = left > 1500 ? left - 1500 : 0;
      expect(asked).toEqual([[{ action, timeoutMs: own }, left > 1 ? left : 1]]);
    }),
  );
});
