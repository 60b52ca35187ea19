import { foldLedger } from '../../../../lambdas/conversions/ledger/fold-ledger.ts';
import type { RuleFacts } from '../../../../lambdas/conversions/rules/conditions/rule-facts.ts';
import { asksLedger, conditionsMatch, explainConditions } from '../../../../lambdas/conversions/rules/evaluate-rule.ts';
import type { RuleConditions } from '../../../../lambdas/conversions/rules/rule-conditions.ts';
import { annasMatch, entry, finalCall, sale, startedAt } from '../facts.ts';

const visit = {
  ...annasMatch().visit!,
  keyword: 'Roof repair',
  landingPage: 'https://shop.example/roofing/flat',
  referrer: 'https://www.partner.example/',
  device: 'mobile',
} as const;

const known: RuleFacts = {
  call: finalCall({ answeredAt: startedAt + 7000, holdSeconds: 4, agent: 'anna', queue: 'Sales West' }),
  match: annasMatch({ visit, campaign: 'Autumn brand' }),
  ledger: foldLedger([entry('a', sale(129_50), { outcome: 'sold', tags: ['vip', 'roof'] })], 'EUR'),
  timeZone: 'America/New_York',
  score: 60,
};
const repeat = { firstTimeCaller: false, previousCallAt: startedAt - 10 * 86_400_000 };

/** Nothing is known but that a call ended. */
const bare: RuleFacts = {
  call: {
    ...finalCall(),
    trackedNumber: undefined,
    caller: { kind: 'withheld' },
    talkSeconds: undefined,
    waitSeconds: undefined,
  },
  match: annasMatch({ method: 'none', visit: null, firstTimeCaller: undefined, pool: undefined, confidence: 0 }),
  ledger: foldLedger([], 'EUR'),
};
const missed: RuleFacts = { ...bare, call: { ...bare.call, status: 'missed' } };

const [fits, unfit, unknown] = ['fits', 'does-not-fit', 'unknown'] as const;

test.each<[RuleConditions, RuleFacts, string]>([
  [{}, known, fits],
  [{ status: 'completed' }, known, fits],
  [{ status: ['missed', 'busy'] }, known, unfit],
  [{ talkSeconds: { gte: 33, lte: 33 } }, known, fits],
  [{ talkSeconds: { gt: 33 } }, known, unfit],
  [{ talkSeconds: { lt: 33 } }, known, unfit],
  [{ talkSeconds: { lt: 5 } }, bare, unknown],
  [{ talkSeconds: { lt: 5 } }, missed, fits],
  [{ talkSeconds: { gt: 0 } }, missed, unfit],
  [{ waitSeconds: { lt: 8 } }, known, fits],
  [{ waitSeconds: { lt: 8 } }, bare, unknown],
  [{ holdSeconds: { gt: 4 } }, known, unfit],
  [{ holdSeconds: { gt: 4 } }, bare, unknown],
  [{ holdSeconds: { lte: 4 } }, missed, fits],
  [{ number: '+12025550100' }, known, fits],
  [{ number: '+12025550100' }, bare, unknown],
  [{ carrier: ['generic', 'connect'] }, known, fits],
  [{ agent: 'Anna' }, known, fits],
  [{ agent: 'anna' }, bare, unknown],
  [{ agent: 'anna' }, missed, unfit],
  [{ queue: 'sales*' }, known, fits],
  [{ queue: 'sales' }, known, unfit],
  [{ country: ['US', 'DE'] }, known, fits],
  [{ country: 'DE' }, bare, unknown],
  // 14:00 in UTC, a Friday.
  [{ weekday: 'friday', hour: { gte: 9, lt: 10 } }, known, fits],
  [{ hour: { gte: 14 } }, known, unfit],
  [{ weekday: 'saturday' }, { ...known, timeZone: 'Pacific/Kiritimati' }, fits],
  [{ weekday: 'friday' }, bare, unknown],
  [{ hour: { gte: 0 } }, { ...known, timeZone: 'Mars/Olympus' }, unknown],
  [{ firstTimeCaller: true }, known, fits],
  [{ firstTimeCaller: false }, known, unfit],
  [{ firstTimeCaller: false }, bare, unknown],
  [{ repeatWithinDays: 10 }, { ...known, match: annasMatch(repeat) }, fits],
  [{ repeatWithinDays: 9 }, { ...known, match: annasMatch(repeat) }, unfit],
  [{ repeatWithinDays: 9 }, known, unfit],
  [{ repeatWithinDays: 9 }, { ...known, match: annasMatch({ firstTimeCaller: false }) }, unknown],
  [{ repeatWithinDays: 9 }, bare, unknown],
  [{ pool: 'web' }, known, fits],
  [{ pool: 'web' }, bare, unfit],
  [{ source: 'google', medium: 'cpc' }, known, fits],
  [{ source: 'google', medium: 'organic' }, known, unfit],
  [{ campaign: '*BRAND' }, known, fits],
  [{ campaign: 'brand' }, known, unfit],
  [{ campaign: 'straße*' }, { ...known, match: annasMatch({ visit, campaign: 'STRASSENSCHILD' }) }, fits],
  [{ campaign: 'brand' }, bare, unknown],
  [{ campaign: 'brand' }, { ...bare, match: annasMatch({ method: 'source', visit: null }) }, unfit],
  [{ keyword: 'roof*' }, known, fits],
  [{ keyword: 'roof*' }, { ...known, match: annasMatch() }, unfit],
  [{ keyword: 'roof*' }, bare, unknown],
  [{ landingPage: ['/windows/*', '/roofing/*'] }, known, fits],
  [{ landingPage: '/*' }, { ...known, match: annasMatch() }, unknown],
  [{ referrer: 'partner.example' }, known, fits],
  [{ referrer: 'partner.example' }, { ...known, match: annasMatch() }, unfit],
  [{ device: 'mobile' }, known, fits],
  [{ device: 'mobile' }, bare, unknown],
  [{ confidence: { gte: 0.88 } }, known, fits],
  [{ confidence: { gt: 0.9 } }, known, unfit],
  [{ outcome: ['won', 'Sold'] }, known, fits],
  [{ outcome: 'sold' }, bare, unfit],
  [{ tags: ['roof', 'window'] }, known, fits],
  [{ tags: 'window' }, known, unfit],
  [{ tags: '*' }, bare, unfit],
  [{ revenue: { gte: '129.50' } }, known, fits],
  [{ revenue: { gt: '129.5' } }, known, unfit],
  [{ revenue: { lt: '0.01' } }, bare, fits],
  // The site's currency is another one since: a bound of three digits is no amount of it.
  [{ revenue: { gte: '1.234' } }, known, unknown],
  [{ score: { gte: 60 } }, known, fits],
  [{ score: { gte: 60 } }, bare, unknown],
])('%j', (when, facts, expected) => {
  expect(explainConditions(when, facts).verdict).toBe(expected);
  expect(conditionsMatch(when, facts)).toBe(expected === 'fits');
});

const [yes, no, open]: RuleConditions[] = [{ pool: 'web' }, { pool: 'print' }, { score: { gte: 1 } }];
const facts = { ...known, score: undefined };

test.each<[RuleConditions, string]>([
  [{ all: [yes!, yes!] }, fits],
  [{ all: [yes!, open!] }, unknown],
  [{ all: [open!, no!] }, unfit],
  [{ any: [no!, yes!, open!] }, fits],
  [{ any: [no!, open!] }, unknown],
  [{ any: [no!, no!] }, unfit],
  [{ not: yes! }, unfit],
  [{ not: no! }, fits],
  [{ not: open! }, unknown],
  [{ not: { ...open!, all: [no!] } }, fits],
  [{ ...yes!, any: [no!], not: no! }, unfit],
  [{ any: [] }, unfit],
])('groups: %j', (when, expected) => {
  expect(explainConditions(when, facts).verdict).toBe(expected);
});

test('it says of each condition what was wanted and what was there', () => {
  const when = {
    status: 'missed',
    any: [{ campaign: 'x' }, { revenue: { gte: '100' } }],
    not: { score: { lt: 50 } },
  } as const;
  expect(explainConditions(when, { ...facts, match: annasMatch() })).toEqual({
    group: 'all',
    verdict: unfit,
    conditions: [
      { field: 'status', wanted: 'missed', actual: 'completed', verdict: unfit },
      {
        group: 'any',
        verdict: fits,
        conditions: [
          {
            group: 'all',
            verdict: unfit,
            conditions: [{ field: 'campaign', wanted: 'x', actual: null, verdict: unfit }],
          },
          {
            group: 'all',
            verdict: fits,
            conditions: [
              {
                field: 'revenue',
                wanted: { gte: '100' },
                actual: { amount: '129.50', currency: 'EUR' },
                verdict: fits,
              },
            ],
          },
        ],
      },
      {
        group: 'not',
        verdict: unknown,
        conditions: [{ field: 'score', wanted: { lt: 50 }, actual: undefined, verdict: unknown }],
      },
    ],
  });
});

test('what was reported is asked for wherever it is in a group', () => {
  expect(asksLedger({ pool: 'web', any: [{ status: 'missed' }] })).toBe(false);
  expect(asksLedger({ tags: 'vip' })).toBe(true);
  expect(asksLedger({ all: [{ any: [{ not: { revenue: { gt: '0' } } }] }] })).toBe(true);
});
