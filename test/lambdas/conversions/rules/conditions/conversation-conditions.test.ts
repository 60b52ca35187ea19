import type { Call } from '../../../../../lambdas/calls/call.ts';
import { type Said, saidIn } from '../../../../../lambdas/calls/conversation/said.ts';
import { foldLedger } from '../../../../../lambdas/conversions/ledger/fold-ledger.ts';
import { explainConditions } from '../../../../../lambdas/conversions/rules/evaluate-rule.ts';
import { phrasesFound } from '../../../../../lambdas/conversions/rules/phrases-found.ts';
import type { RuleConditions } from '../../../../../lambdas/conversions/rules/rule-conditions.ts';
import { annasMatch, finalCall, startedAt } from '../../facts.ts';

const turns = [
  { by: 'agent', text: 'Good morning, how can I help?' },
  { by: 'customer', text: 'I need a new roof. Could you' },
  { by: 'customer', text: 'come on Monday?' },
];
const said = saidIn([{ turns }]);
const conversation = {
  categories: ['complaint', 'price asked'],
  language: 'en-US',
  sentiment: { customer: -2.5, agent: 1 },
};
const known = finalCall({
  keys: ['1', '23'],
  conversation,
  quality: { agentScore: 4, customerScore: 2.5, issues: [] },
});

function verdictOf(
  when: RuleConditions,
  call: Call = known,
  words: { readonly said?: Said | undefined } = { said },
): string {
  const facts = { call, match: annasMatch(), ledger: foldLedger([], 'EUR'), spamScore: 30, ...words };
  return explainConditions(when, facts).verdict;
}

test.each<[RuleConditions, string]>([
  [{ said: 'new roof' }, 'fits'],
  [{ said: ['old roof', 'you come'] }, 'fits'],
  // What one says does not go on in what the other says.
  [{ said: 'help I' }, 'does-not-fit'],
  [{ saidByAgent: 'new roof' }, 'does-not-fit'],
  [{ saidByCaller: 'new roo*' }, 'fits'],
  [{ saidByAgent: 'good morning' }, 'fits'],
  [{ categories: 'PRICE*' }, 'fits'],
  [{ categories: ['praise', 'thanks'] }, 'does-not-fit'],
  [{ callerSentiment: { lt: -2 } }, 'fits'],
  [{ agentSentiment: { lt: 0 } }, 'does-not-fit'],
  [{ lineQuality: { lt: 3 } }, 'fits'],
  [{ keys: ['9', '2*'] }, 'fits'],
  [{ keys: '3' }, 'does-not-fit'],
  [{ answeredBy: 'person' }, 'fits'],
  [{ answeredBy: ['machine', 'nobody'] }, 'does-not-fit'],
  [{ spamScore: { lte: 30 } }, 'fits'],
])('%j: %s', (when, expected) => {
  expect(verdictOf(when)).toBe(expected);
});

test.each<[RuleConditions]>([
  [{ said: 'roof' }],
  [{ categories: 'complaint' }],
  [{ callerSentiment: { lt: 0 } }],
  [{ agentSentiment: { lt: 0 } }],
  [{ lineQuality: { lt: 3 } }],
  [{ keys: '1' }],
])('of a call of which nothing is told nobody knows %j', (when) => {
  expect(verdictOf(when, finalCall(), {})).toBe('unknown');
  expect(verdictOf({ not: when }, finalCall(), {})).toBe('unknown');
});

test('of words of which some are missing, those that are there are known', () => {
  const cut = { said: saidIn([{ turns, isCut: true }]) };
  expect(verdictOf({ saidByCaller: 'new roof' }, known, cut)).toBe('fits');
  for (const when of [{ saidByCaller: 'credit card' }, { not: { saidByCaller: 'credit card' } }]) {
    expect(verdictOf(when, known, cut)).toBe('unknown');
  }
});

test('more categories may be told until the file of the conversation is there; those that are stay', () => {
  const before = finalCall({ conversation: { ...conversation, language: undefined } });
  expect(verdictOf({ categories: 'complaint' }, before)).toBe('fits');
  expect(verdictOf({ categories: 'praise' }, before)).toBe('unknown');
  const partial = finalCall({ conversation: { ...conversation, categorized: false } });
  expect(verdictOf({ categories: 'complaint' }, partial)).toBe('fits');
  expect(verdictOf({ not: { categories: 'praise' } }, partial)).toBe('unknown');
  const none = finalCall({ conversation: { ...conversation, categories: [] } });
  expect(verdictOf({ categories: '*' }, none)).toBe('does-not-fit');
});

test.each<[Partial<Call>, string]>([
  [{ answeredBy: 'voicemail' }, 'voicemail'],
  [{ status: 'missed', answeredAt: startedAt }, 'person'],
  [{ status: 'missed' }, 'nobody'],
  [{ status: 'busy', final: false }, 'nobody'],
])('a call %j was answered by %s', (call, answeredBy) => {
  expect(verdictOf({ answeredBy: answeredBy as 'person' }, finalCall(call))).toBe('fits');
});

test('one side’s quality is enough', () => {
  expect(verdictOf({ lineQuality: { gte: 4 } }, finalCall({ quality: { agentScore: 4, issues: [] } }))).toBe('fits');
  expect(verdictOf({ lineQuality: { gte: 4 } }, finalCall({ quality: { issues: [] } }))).toBe('unknown');
});

test('of the phrases of rules those stand in the log that were said by whom they ask for, each once', () => {
  const rules = [
    { when: { said: ['roof', 'wall'], any: [{ saidByAgent: ['roof', 'help'] }, { not: { saidByCaller: 'monday' } }] } },
    { when: { all: [{ said: 'roof' }], saidByAgent: 'monday' } },
  ];
  expect(phrasesFound(rules, said)).toEqual(['help', 'monday', 'roof']);
  expect(phrasesFound(rules, undefined)).toEqual([]);
  const many = Array.from({ length: 30 }, (_, index) => `${'*'.repeat(index)}roof`);
  expect(phrasesFound([{ when: { said: many } }], said)).toHaveLength(20);
});
