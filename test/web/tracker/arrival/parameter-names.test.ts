import { knownParameters } from '../../../../lambdas/attribution/known-parameters.ts';
import { parameterNames } from '../../../../web/tracker/arrival/parameter-names.ts';

test('the tracker knows the parameters that the API reads: npm run parameter-names', () => {
  expect(parameterNames.split('|')).toEqual(knownParameters);
});

test('a name stands for itself alone in a regular expression', () => {
  expect(knownParameters.filter((name) => !/^\w+$/.test(name))).toEqual([]);
});
