import type { RuleConditions } from '../../../../lambdas/conversions/rules/rule.ts';
import { ruleHolds } from '../../../../lambdas/conversions/rules/rule-holds.ts';
import { annasMatch, finalCall } from '../facts.ts';

const holds = (when: RuleConditions, more: object = {}) =>
  ruleHolds(when, { call: finalCall(more), match: annasMatch(more), outcome: 'sold', ...more });

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
  expect(holds(when, more)).toBe(expected);
});
