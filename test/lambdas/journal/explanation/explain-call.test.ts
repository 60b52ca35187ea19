import { type ExplainedCall, explainCall } from '../../../../lambdas/journal/explanation/explain-call.ts';
import { callExplanation } from '../../../../lambdas/journal/explanation/explanation-answer.ts';
import { someRule, startedAt } from '../../conversions/facts.ts';
import { freshDelivery, someCall, someConversion } from '../../deliveries/delivery-samples.ts';

const destination = { id: 'hook', type: 'webhook' };
const nothing = { conversions: [], deliveries: [], ledger: [] };

function explained(more: Partial<ExplainedCall> = {}) {
  const facts = {
    stored: someCall(),
    items: nothing,
    rules: [],
    destinations: [destination],
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    ...more,
  };
  const answer = explainCall(facts);
  expect(callExplanation.parse(answer)).toEqual(answer);
  return answer.destinations[0]!;
}

const rule = (more: object = {}) => ({ ...someRule(), destinations: ['hook'], since: startedAt - 1e6, ...more });
const told = (delivery: object) => ({
  ...nothing,
  conversions: [someConversion()],
  deliveries: [freshDelivery({ conversion: someConversion().id, attempted: 1, ...delivery })],
});

test.each([
  ['skipped', 'was not sent: the visitor did not allow ads.'],
  ['delivered', 'was delivered: the visitor did not allow ads.'],
  ['parked', 'is parked, and nobody tries any more: the visitor did not allow ads.'],
  ['pending', 'is on its way, after 2 attempts: the visitor did not allow ads.'],
] as const)('of a conversion that is %s, its reason is told', (state, sentence) => {
  const { summary, conversions } = explained({
    items: told({ state, attempts: 2, reason: 'the visitor did not allow ads' }),
  });
  expect(summary).toContain(sentence);
  expect(conversions).toMatchObject([{ delivery: { state, attempts: 2, reason: 'the visitor did not allow ads' } }]);
});

test('what was said of an older revision is not told of the newer one', () => {
  const { conversions } = explained({
    items: told({ state: 'parked', reason: 'refused', attempts: 3, wanted: 2, attempted: 1 }),
  });
  expect(conversions[0]!.delivery).toEqual({ id: freshDelivery().id, state: 'pending', attempts: 0 });
});

test('a conversion without a delivery is on its way; a paused destination says so', () => {
  const paused = { why: 'credentials', detail: 'refused (401)', since: startedAt } as const;
  const { summary } = explained({
    items: { ...nothing, conversions: [someConversion({ state: 'retired' })] },
    destinations: [{ ...destination, paused }],
  });
  expect(summary).toMatch(
    /^The destination is paused since 20.*: refused \(401\)\. qualified_call .*withdrawn\) is on its way\.$/,
  );
});

test('where there is no conversion, it is said why: of the call, or of each rule', () => {
  expect(explained().summary).toBe('No rule of the site names this destination.');
  expect(explained({ stored: someCall({ final: false }) }).summary).toContain('when the call is over');
  expect(explained({ stored: someCall({ direction: 'outbound' }) }).summary).toContain('The call went out');
  const unmet = explained({ rules: [rule({ when: { talkSeconds: { gte: 9999 } } })] });
  expect(unmet.summary).toMatch(/talk: talkSeconds is \d+; wanted at least 9999\./);
  expect(unmet.rules).toMatchObject([{ verdict: 'does-not-fit' }]);
  const later = explained({ rules: [rule({ since: startedAt + 1e6 })] });
  expect(later.rules).toMatchObject([{ verdict: 'not-judged', note: expect.stringContaining('started after') }]);
  const sale = rule({ when: {}, conversion: { name: 'sale', value: 'revenue' } });
  expect(explained({ rules: [sale] }).summary).toContain('It has no value yet.');
  const first = rule({ when: {}, conversion: { ...someRule().conversion, firstPerCallerInDays: 30 } });
  expect(explained({ rules: [first] }).summary).toContain('one call of a caller in 30 days');
  expect(explained({ rules: [rule({ destinations: ['other'] })] }).rules).toEqual([]);
});
