import { describeError } from '../../../lambdas/platform/describe-error.ts';

test('tells name, message and cause, without numbers, tokens and foreign fields', () => {
  const cause = Object.assign(new TypeError('item NUMBER#+493023125001 of v1.1.eyJhIjoxfQ.c2ln'), { Item: { a: 1 } });
  const text = JSON.stringify(describeError(new Error('with ll_abc-DEF_123', { cause })));
  expect(text).toContain('TypeError');
  expect(text).toContain('NUMBER#+...01');
  expect(text).not.toMatch(/3023125|eyJ|abc-DEF|Item/);
});

test('takes what is no error', () => {
  expect(describeError('call +12025550100')).toEqual({ message: 'call +...00' });
});
