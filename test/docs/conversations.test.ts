import { readFileSync } from 'node:fs';
import { readAnalysisFile } from '../../lambdas/calls/carriers/connect/contact-lens/analysis-file.ts';
import { saidIn } from '../../lambdas/calls/conversation/said.ts';
import { foldLedger } from '../../lambdas/conversions/ledger/fold-ledger.ts';
import { explainConditions } from '../../lambdas/conversions/rules/evaluate-rule.ts';
import { ruleSettings } from '../../lambdas/conversions/rules/rule.ts';
import { annasMatch, finalCall } from '../lambdas/conversions/facts.ts';
import { readPaper } from './markdown.ts';

test('the rule on words fits the calls that it is said to fit', () => {
  const [example] = readPaper('docs/conversations.md').blocks.filter(({ language }) => language === 'json');
  const { when } = ruleSettings.parse(JSON.parse(example!.text));
  const file = readFileSync('test/fixtures/contact-lens/redacted-2022-11-30.json', 'utf8');
  const verdict = (text: string | undefined) => {
    const read = text && readAnalysisFile({ key: 'Analysis/Voice/c_analysis_1.json', text, putAt: 0 });
    const transcript = read && 'transcript' in read ? read.transcript : undefined;
    const said = saidIn(transcript ? [transcript] : []);
    const facts = { call: finalCall(), match: annasMatch(), ledger: foldLedger([], 'USD'), said };
    return explainConditions(when, facts).verdict;
  };
  expect(verdict(file.replace('Contoso', 'us'))).toBe('fits');
  expect(verdict(file)).toBe('does-not-fit');
  expect(verdict(undefined)).toBe('unknown');
});
