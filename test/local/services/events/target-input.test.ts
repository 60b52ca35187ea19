import fc from 'fast-check';
import { inputFor } from '../../../../local/services/events/target-input.ts';

const rule = { arn: 'arn:rule', name: 'rule' };
const event = { time: '2026-03-01T00:00:00Z', detail: { who: 'Ann "A"', n: 3, list: [{ x: 1 }] } };

test('the event itself, a part, or a constant', () => {
  expect(inputFor({}, event, rule)).toBe(event);
  expect(inputFor({ InputPath: '$.detail.list[0].x' }, event, rule)).toBe(1);
  expect(inputFor({ Input: '{"a":1}' }, event, rule)).toEqual({ a: 1 });
});

test('a template: JSON values outside of quotes, text inside', () => {
  const InputTransformer = {
    InputPathsMap: { who: '$.detail.who', n: '$.detail.n', list: '$.detail.list', gone: '$.detail.gone' },
    InputTemplate:
      '{"who":<who>,"text":"<who> has <n>, <gone>","list":<list>,"gone":<gone>,"by":"<aws.events.rule-name>"}',
  };
  expect(inputFor({ InputTransformer }, event, rule)).toEqual({
    who: 'Ann "A"',
    text: 'Ann "A" has 3, ',
    list: [{ x: 1 }],
    gone: null,
    by: 'rule',
  });
});

test('a template that is no JSON is text', () => {
  const InputTransformer = { InputPathsMap: { n: '$.detail.n' }, InputTemplate: 'Number <n>!' };
  expect(inputFor({ InputTransformer }, event, rule)).toBe('Number 3!');
});

test('an unknown name or path is an error that names it', () => {
  const transform = (InputPathsMap: Record<string, string>, InputTemplate: string) => () =>
    inputFor({ InputTransformer: { InputPathsMap, InputTemplate } }, event, rule);
  expect(transform({}, '<nobody>')).toThrow('<nobody>');
  expect(transform({ a: '$..n' }, '<a>')).toThrow('$..n');
});

test('any value comes through a template unharmed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const InputTransformer = { InputPathsMap: { v: '$.v' }, InputTemplate: '{"value":<v>}' };
      expect(inputFor({ InputTransformer }, { v: value }, rule)).toEqual({ value: JSON.parse(JSON.stringify(value)) });
    }),
  );
});
