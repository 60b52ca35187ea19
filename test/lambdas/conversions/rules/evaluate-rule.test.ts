import { foldLedger } from '../../../../lambdas/conversions/ledger/fold-ledger.ts';
import { conditionsMatch } from '../../../../lambdas/conversions/rules/evaluate-rule.ts';
import type { RuleConditions } from '../../../../lambdas/conversions/rules/rule-conditions.ts';
import { annasMatch, entry, finalCall } from '../facts.ts';

interface More {
  readonly outcome?: string | undefined;
}

function matches(when: RuleConditions, more: More & object = {}): boolean {
  const { outcome, ...fields } = { outcome: 'sold', ...more };
  const ledger = foldLedger(outcome === undefined ? [] : [entry('a', undefined, { outcome })], 'EUR');
  return conditionsMatch(when, { call: finalCall(fields), match: annasMatch(fields), ledger });
}

test.each<[RuleConditions, object, boolean]>([
  [{}, {}, true],
  [{ status: 'completed' }, {}, true],
  [{ status: 'missed' }, {}, false],
  [{ status: ['missed', 'busy'] }, { status: 'busy' }, true],
  [{ talkSeconds: { gte: 33 } }, {}, true],
  [{ talkSeconds: { gt: 33 } }, {}, false],
  [{ talkSeconds: { lte: 33 } }, {}, true],
  [{ talkSeconds: { lt: 33 } }, {}, false],
  [{ talkSeconds: { gte: 5, lt: 60 } }, {}, true],
  [{ talkSeconds: { lt: 5 } }, { talkSeconds: undefined }, true],
  [{ talkSeconds: { gt: 0 } }, { talkSeconds: undefined }, false],
  [{ talkSeconds: { gte: 0 } }, { talkSeconds: 0 }, true],
  [{ firstTimeCaller: true }, {}, true],
  [{ firstTimeCaller: false }, {}, false],
  [{ firstTimeCaller: true }, { firstTimeCaller: undefined }, false],
  [{ firstTimeCaller: false }, { firstTimeCaller: undefined }, false],
  [{ pool: 'web' }, {}, true],
  [{ pool: ['print', 'mail'] }, {}, false],
  [{ pool: 'web' }, { pool: undefined }, false],
  [{ source: 'google', medium: 'cpc' }, {}, true],
  [{ source: 'google', medium: 'organic' }, {}, false],
  [{ outcome: ['sold', 'won'] }, {}, true],
  [{ outcome: 'sold' }, { outcome: undefined }, false],
  [{ status: 'completed', outcome: 'lost' }, {}, false],
])('%j of %j: %s', (when, more, expected) => {
  expect(matches(when, more)).toBe(expected);
});
