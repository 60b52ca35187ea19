import { goalValue } from '../../lambdas/conversions/rules/goal-value-settings.ts';
import { ruleConditions, ruleFields } from '../../lambdas/conversions/rules/rule-conditions.ts';
import { unfitAmounts } from '../../lambdas/conversions/rules/unfit-amounts.ts';
import { readPaper, tableAfter } from './markdown.ts';

const paper = readPaper('docs/rules.md');

test('the table of conditions has every field, and no other', () => {
  const written = tableAfter(paper, 'field').flatMap(([names]) => names!.split(', '));
  expect(written.toSorted()).toEqual([...ruleFields].toSorted());
});

test('the examples of conditions are some', () => {
  const examples = paper.blocks.filter(({ section, language }) => section === 'Conditions' && language === 'json');
  expect(examples.length).toBeGreaterThan(0);
  for (const { text } of examples) expect(ruleConditions.safeParse(JSON.parse(text))).toMatchObject({ success: true });
});

test('each value of the table is one', () => {
  const values = tableAfter(paper, '`conversion.value`');
  expect(values.length).toBeGreaterThan(4);
  for (const [value] of values) {
    const conversion = { name: 'goal', value: goalValue.parse(JSON.parse(value!)) };
    expect(unfitAmounts({ when: {}, conversion }, 'EUR')).toEqual([]);
  }
});
