import { type DecidedFacts, decide, goalsMet } from '../../../lambdas/conversions/decide.ts';
import { annasMatch, entry, finalCall, revenueRule, sale, someRule } from './facts.ts';

const once = (id: string, more: Parameters<typeof someRule>[0] = {}, days = 30) => {
  const rule = someRule({ id, ...more });
  return { ...rule, conversion: { ...rule.conversion, firstPerCallerInDays: days } };
};

function facts(more: Partial<DecidedFacts> = {}): DecidedFacts {
  return { call: finalCall(), match: annasMatch(), ledger: [], rules: [], conversions: [], currency: 'EUR', ...more };
}

const met = (more: Partial<DecidedFacts>, noted: readonly string[] = []) => goalsMet(facts(more), noted);

test('goals of which one call counts are noted of the calls that meet them, whichever it is', () => {
  const rules = [once('b'), once('a', {}, 7), once('short', { when: { talkSeconds: { lt: 5 } } }), someRule()];
  const goals = [
    { rule: 'a', days: 7 },
    { rule: 'b', days: 30 },
  ];
  expect(met({ rules })).toEqual(goals);
  expect(met({ rules, firsts: new Map([['a', false]]) })).toEqual(goals);
});

test('a goal that is worth nothing yet is none', () => {
  const rules = [{ ...once('sale'), conversion: { ...revenueRule().conversion, firstPerCallerInDays: 30 }, when: {} }];
  expect(met({ rules })).toEqual([]);
  const ledger = [entry('a', sale(500))];
  expect(met({ rules, ledger })).toEqual([{ rule: 'sale', days: 30 }]);
  // Once it is open it stays the goal of its call, whatever it is worth.
  const { conversions } = decide(facts({ rules, ledger, firsts: new Map([['sale', true]]) }));
  expect(conversions).toHaveLength(1);
  expect(met({ rules: [], conversions })).toEqual([{ rule: 'sale', days: 30 }]);
});

test('a call that does not count meets none; of one that is not judged now, what is noted stays', () => {
  const rules = [once('a')];
  expect(met({ rules, call: finalCall({ mark: 'test' }) }, ['a'])).toEqual([]);
  expect(met({ rules, call: finalCall({ direction: 'outbound' }) }, ['a'])).toEqual([]);
  expect(met({ rules, call: finalCall({ final: false }) }, ['a'])).toEqual([{ rule: 'a', days: 0 }]);
  expect(met({ rules, call: finalCall({ history: true }) }, [])).toEqual([]);
});

test('where a newer version has a say, what is noted stays', () => {
  const rules = [once('a')];
  const unknown = [{ kind: 'conversion' as const, id: 'x', rule: 'a' }];
  expect(met({ rules, unknown }, ['a'])).toEqual([{ rule: 'a', days: 30 }]);
  expect(met({ rules, unknown })).toEqual([]);
});

test('no more are noted of a call than a table takes in one go', () => {
  const rules = Array.from({ length: 60 }, (_, index) => once(`rule-${index}`));
  expect(met({ rules })).toHaveLength(40);
});

test.each(['test', 'canary', 'staff'] as const)(
  'a call that is marked as %s converts nothing, and takes back what it did',
  (mark) => {
    const { conversions } = decide(facts({ rules: [someRule()] }));
    const marked = facts({ rules: [someRule()], call: finalCall({ mark }) });
    expect(decide(marked).conversions).toEqual([]);
    expect(decide({ ...marked, conversions }).changed.map(({ state, value }) => [state, value.minor])).toEqual([
      ['retired', 0],
    ]);
  },
);

test('what was only imported as history is judged by no rule', () => {
  const call = finalCall({ history: true });
  expect(decide(facts({ rules: [someRule()], call }))).toEqual({ conversions: [], changed: [] });
});
