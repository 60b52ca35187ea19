import { inputFor } from '../../../src/services/events/target-input.ts';

const event = { time: '2026-03-01T00:00:00Z', detail: { who: 'Ann "A"', n: 3, list: [{ x: 1 }] } };

test('the event itself, a part, or a constant', () => {
  expect(inputFor({}, event)).toBe(event);
  expect(inputFor({ InputPath: '$.detail.list[0].x' }, event)).toBe(1);
  expect(inputFor({ InputPath: '$.detail.gone' }, event)).toEqual({});
  expect(inputFor({ Input: '{"a":1}' }, event)).toEqual({ a: 1 });
});

test('an unknown kind of path is an error that names it', () => {
  expect(() => inputFor({ InputPath: '$..n' }, event)).toThrow('$..n');
});
