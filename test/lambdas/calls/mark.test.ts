import { type CallMark, counts, markOf } from '../../../lambdas/calls/mark.ts';

const marks: readonly (CallMark | undefined)[] = [undefined, 'test', 'canary', 'staff'];

test('only what comes in and is not marked counts', () => {
  expect(marks.map((mark) => counts({ direction: 'inbound', mark }))).toEqual([true, false, false, false]);
  expect(marks.map((mark) => counts({ direction: 'outbound', mark }))).toEqual([false, false, false, false]);
});

test.each([
  ['nothing is known', undefined, undefined, undefined],
  ['the caller is one of ours', undefined, 'ours', 'staff'],
  ['the caller is on another list', undefined, 'allow', undefined],
  ['the carrier told another mark', 'canary', 'ours', 'canary'],
  ['the carrier told it', 'test', undefined, 'test'],
] as const)('the mark of a call: %s', (_, told, list, expected) => {
  expect(markOf(told, list)).toBe(expected);
});
