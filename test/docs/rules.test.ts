import { ruleConditions } from '../../lambdas/conversions/rules/rule-conditions.ts';
import { readPaper } from './markdown.ts';

test('the README names every condition of a rule, and no other', () => {
  const [, written = ''] = /A rule names conditions \(([^;]+);/.exec(readPaper('README.md').prose) ?? [];
  const names = [...written.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
  expect(names.toSorted()).toEqual(Object.keys(ruleConditions.shape).toSorted());
});
