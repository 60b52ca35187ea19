import fc from 'fast-check';
import { foldLedger } from '../../../../lambdas/conversions/ledger/fold-ledger.ts';
import type { LedgerEntry } from '../../../../lambdas/conversions/ledger/ledger.ts';
import { judgeQualified } from '../../../../lambdas/conversions/qualified/judge-qualified.ts';
import { judgedSiteSettings } from '../../../../lambdas/conversions/qualified/qualified-settings.ts';
import type { RuleConditions } from '../../../../lambdas/conversions/rules/rule-conditions.ts';
import { someCall } from '../../deliveries/delivery-samples.ts';
import { annasMatch } from '../facts.ts';

const said = (outcome: string): LedgerEntry => ({
  call: 'call-1',
  source: 'crm',
  event: outcome,
  receivedAt: 1,
  outcome,
});

interface Given {
  readonly call?: Parameters<typeof someCall>[0];
  readonly match?: Parameters<typeof annasMatch>[0];
  readonly ledger?: readonly LedgerEntry[];
  readonly before?: { verdict: 'qualified'; reason: string };
  readonly isKnown?: boolean;
}

function judge(when: unknown, { call, match, ledger = [], before, isKnown = true }: Given = {}) {
  const facts = { call: someCall(call), match: annasMatch(match), ledger: foldLedger(ledger, 'EUR'), timeZone: 'UTC' };
  return judgeQualified({ when }, facts, { before, isKnown });
}

test.each([
  [{ talkSeconds: { gte: 90 } }, { call: { talkSeconds: 125 } }, 'qualified', 'It fits: talk seconds is 125.'],
  [
    { talkSeconds: { gte: 90 } },
    { call: { talkSeconds: 35 } },
    'unqualified',
    'It does not fit: talk seconds is 35 (asked for: at least 90).',
  ],
  [
    { firstTimeCaller: true, status: 'completed' },
    { match: { firstTimeCaller: undefined } },
    'unknown',
    'It cannot be said: nobody knows first time caller (asked for: yes).',
  ],
  [
    { not: { outcome: 'spam' } },
    { ledger: [said('spam')] },
    'unqualified',
    'It does not fit: outcome is spam (asked for: anything but spam).',
  ],
  [{ not: { outcome: ['spam', 'wrong'] } }, {}, 'qualified', 'It fits: outcome is none.'],
  [
    { any: [{ source: 'bing' }, { source: 'google' }, { medium: 'cpc' }] },
    {},
    'qualified',
    'It fits: source is google.',
  ],
  [
    { any: [{ source: 'bing' }, { outcome: ['won', 'sold'] }] },
    {},
    'unqualified',
    'It does not fit: source is google (asked for: bing), outcome is none (asked for: won or sold).',
  ],
  [{}, {}, 'qualified', 'The site asks for nothing more than a call.'],
  [{ not: {} }, {}, 'unqualified', 'It is a call, and the site asks for none.'],
] as const)('%j of %j is %s: %s', (when, given, verdict, reason) => {
  expect(judge(when, given as Given)).toEqual({ verdict, reason });
});

test('a call is judged once it is over; before, nobody can say', () => {
  expect(judge({}, { call: { final: false } })).toMatchObject({ verdict: 'unknown' });
});

test('a site without conditions and a call that went out have no verdict', () => {
  const facts = { call: someCall(), match: annasMatch(), ledger: foldLedger([], 'EUR') };
  expect(judgeQualified(undefined, facts, { before: undefined, isKnown: true })).toBeUndefined();
  expect(judge({}, { call: { direction: 'outbound' } })).toBeUndefined();
});

test('what only a newer version knows is never guessed at', () => {
  expect(judge({ mood: 'good' })).toMatchObject({
    verdict: 'unknown',
    reason: expect.stringContaining('newer version'),
  });
  const before = { verdict: 'qualified', reason: 'It fits: outcome is won.' } as const;
  expect(judge({ outcome: 'won' }, { isKnown: false, before })).toEqual(before);
  expect(judge({ outcome: 'won' }, { isKnown: false })).toMatchObject({ verdict: 'unknown' });
  expect(judge({ source: 'google' }, { isKnown: false })).toMatchObject({ verdict: 'qualified' });
});

test('settings take the conditions of a rule, and refuse others', () => {
  const site = { name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'] };
  const parse = (qualified: unknown) => judgedSiteSettings.safeParse({ ...site, qualified });
  expect(parse({ when: { any: [{ talkSeconds: { gte: 90 } }, { outcome: 'won' }] } }).success).toBe(true);
  for (const wrong of [{}, { when: { mood: 'good' } }, { when: { talkSeconds: 90 } }, { when: {}, since: 1 }, []]) {
    expect(parse(wrong).success).toBe(false);
  }
});

const leaf: fc.Arbitrary<RuleConditions> = fc.oneof(
  fc.record({ talkSeconds: fc.record({ gte: fc.nat(200) }) }),
  fc.record({ source: fc.constantFrom('google', 'bing') }),
  fc.record({ firstTimeCaller: fc.boolean() }),
  fc.record({ outcome: fc.string({ maxLength: 200 }) }),
);
const { when: conditions } = fc.letrec<{ when: RuleConditions }>((tie) => ({
  when: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record({ all: fc.array(tie('when'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ any: fc.array(tie('when'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ not: tie('when') }),
  ),
}));

test('whatever is asked, the reason is one short sentence, and the contrary has the contrary verdict', () => {
  const contrary = { qualified: 'unqualified', unqualified: 'qualified', unknown: 'unknown' } as const;
  fc.assert(
    fc.property(conditions, fc.option(fc.boolean(), { nil: undefined }), (when, firstTimeCaller) => {
      const verdict = judge(when, { match: { firstTimeCaller } });
      expect(verdict?.reason).toMatch(/^(It|The) [^\n]{3,298}$/);
      expect(judge({ not: when }, { match: { firstTimeCaller } })?.verdict).toBe(contrary[verdict!.verdict]);
    }),
  );
});
