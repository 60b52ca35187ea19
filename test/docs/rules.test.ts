import path from 'node:path';
import { readRuleFile } from '../../bin/cli/rules/read-rule.ts';
import { rulesTest } from '../../bin/cli/rules/rules-test.ts';
import type { Match } from '../../lambdas/calls/match/match.ts';
import { foldLedger } from '../../lambdas/conversions/ledger/fold-ledger.ts';
import type { LedgerEntry } from '../../lambdas/conversions/ledger/ledger.ts';
import { explainConditions } from '../../lambdas/conversions/rules/evaluate-rule.ts';
import { goalValue } from '../../lambdas/conversions/rules/goal-value-settings.ts';
import { ruleConditions, ruleFields } from '../../lambdas/conversions/rules/rule-conditions.ts';
import { unfitAmounts } from '../../lambdas/conversions/rules/unfit-amounts.ts';
import { scoreSettings } from '../../lambdas/conversions/score/score-settings.ts';
import { serveManagement } from '../bin/cli/serve-management.ts';
import { annasMatch, entry, finalCall } from '../lambdas/conversions/facts.ts';
import { callWorld, ruleOf } from '../lambdas/handlers/call-world.ts';
import { request } from '../lambdas/handlers/management-client.ts';
import { readPaper, root, tableAfter } from './markdown.ts';

const paper = readPaper('docs/rules.md');

test('the table of conditions has every field, and no other', () => {
  const written = tableAfter(paper, 'field').flatMap(([names]) => names!.split(', '));
  expect(written.toSorted()).toEqual([...ruleFields].toSorted());
});

test('the example fits the calls that it is said to fit', () => {
  const [example] = paper.blocks.filter(({ section, language }) => section === 'Conditions' && language === 'json');
  const when = ruleConditions.parse(JSON.parse(example!.text));
  const verdict = (match: Partial<Match>, entries: LedgerEntry[] = []) => {
    const visit = { ...annasMatch().visit!, device: 'desktop' as const, ...match.visit };
    const ledger = foldLedger(entries, 'EUR');
    const facts = { call: finalCall(), match: annasMatch({ ...match, visit }), ledger, timeZone: 'Europe/Berlin' };
    return explainConditions(when, facts).verdict;
  };
  const mobile = { ...annasMatch().visit!, device: 'mobile' as const };
  // A Friday, 15:00 in Berlin.
  expect(verdict({ visit: mobile })).toBe('fits');
  expect(verdict({ campaign: 'New-roof 2026' })).toBe('fits');
  expect(verdict({ campaign: 'windows' })).toBe('does-not-fit');
  expect(verdict({ visit: mobile }, [entry('a', undefined, { outcome: 'wrong-number' })])).toBe('does-not-fit');
});

test('each value of the table is one', () => {
  const values = tableAfter(paper, '`conversion.value`');
  expect(values.length).toBeGreaterThan(4);
  for (const [value] of values) {
    const conversion = { name: 'goal', value: goalValue.parse(JSON.parse(value!)) };
    expect(unfitAmounts({ when: {}, conversion }, 'EUR')).toEqual([]);
  }
});

test('the example of points is one', () => {
  const [example] = paper.blocks.filter(({ section, language }) => section === 'Score' && language === 'json');
  expect(scoreSettings.safeParse(JSON.parse(example!.text).score)).toMatchObject({ success: true });
});

test('the rule of the trial is one', () => {
  const [command] = paper.blocks.filter(
    ({ section, language }) => section === 'What it would have made' && language === 'sh',
  );
  const [, file] = / rules trial (\S+) --days 30$/.exec(command!.text) ?? [];
  expect(readRuleFile(path.join(root, file!))).toMatchObject({ site: 'shop' });
});

test('the explanation is the one that the command prints', async () => {
  const management = await serveManagement();
  const world = await callWorld();
  await world.call({ call: 'a', number: '+12025550191' });
  const when = {
    status: ['completed', 'missed'],
    any: [{ talkSeconds: { gte: 60 } }, { revenue: { gte: '100', lt: '500' } }],
    not: { device: 'mobile' },
  };
  expect(await request('PUT /v1/rules/long-call', ruleOf({ when }))).toMatchObject({ status: 201 });
  const [printed] = paper.blocks.filter(
    ({ section, language }) => section === 'Why a rule fits' && language === 'text',
  );
  expect(await rulesTest('a', { rule: 'long-call' }, management)).toBe(`${printed!.text}\n`);
  management.close();
});
