import type { Conversion } from '../../lambdas/conversions/conversion.ts';
import { decide } from '../../lambdas/conversions/decide.ts';
import type { LedgerEntry } from '../../lambdas/conversions/ledger/ledger.ts';
import { ruleSettings } from '../../lambdas/conversions/rules/rule.ts';
import { destinations } from '../../lambdas/deliveries/destinations/registry.ts';
import { readDestinationSettings } from '../../lambdas/settings/destinations/destination-settings.ts';
import { cancel, entry, finalCall, refund, sale, startedAt } from '../lambdas/conversions/facts.ts';
import { buildInput, consentingMatch } from '../lambdas/deliveries/delivery-samples.ts';
import { readPaper } from './markdown.ts';

const paper = readPaper('docs/audiences.md');
const [audiences, ruleExample] = paper.blocks.filter(({ language }) => language === 'json').map(({ text }) => text);
const bodies = JSON.parse(audiences!) as Record<string, { readonly type: string }>;
const rule = { id: 'sale', since: 0, ...ruleSettings.parse(JSON.parse(ruleExample!)) };

const line = (sku: string, quantity = 1) => ({ sku, quantity, amount: { minor: 100, currency: 'EUR' } });
const roof = entry('a', sale(20_000), { orderId: 'o1', items: [line('ROOF-1', 2), line('NAILS')] });

/** What the call comes to after each report, as the sender would find it. */
function conversionsAfter(...reports: LedgerEntry[]): Conversion[] {
  return reports.reduce<{ all: Conversion[]; told: Conversion[] }>(
    ({ all }, _, at) => {
      const facts = { call: finalCall(), match: consentingMatch(), rules: [rule], currency: 'EUR', conversions: all };
      const { conversions, changed } = decide({ ...facts, ledger: reports.slice(0, at + 1) });
      return { all: [...conversions], told: [...changed] };
    },
    { all: [], told: [] },
  ).told;
}

/** What the audience is told of the last report, once it was told of the first one. */
function told(id: string, ...reports: LedgerEntry[]): string[] {
  const { type, settings: parsed } = readDestinationSettings(destinations, bodies[id]);
  const destination = destinations.get(type)!;
  return conversionsAfter(...reports).map((conversion) => {
    const kind = conversion.state === 'retired' ? 'retract' : conversion.revision > 1 ? 'restate' : 'new';
    const input = buildInput<unknown, unknown>(
      destination.settings.parse(parsed),
      {},
      { kind, conversion, match: consentingMatch() },
    );
    const built = destination.build(input);
    return built.kind === 'request' ? built.request.url.split(/[:/]/).at(-1)! : built.kind;
  });
}

test('the rule names the audiences', () => {
  expect(rule.destinations).toEqual(Object.keys(bodies));
});

test.each<[string, LedgerEntry[], string[], string[]]>([
  ['a sale of the product', [roof], ['remove'], ['ingest']],
  ['a sale of something else', [entry('a', sale(500), { items: [line('NAILS')] })], ['skip'], ['skip']],
  ['a sale without lines', [entry('a', sale(500))], ['skip'], ['skip']],
  [
    'a new price',
    [roof, entry('b', sale(15_000), { ...roof, event: 'b', receivedAt: startedAt + 98, revenue: sale(15_000) })],
    ['remove'],
    ['ingest'],
  ],
  ['one of two pieces back', [roof, entry('b', refund(5000), { items: [line('ROOF-1')] })], ['remove'], ['ingest']],
  ['all pieces back', [roof, entry('b', refund(9000), { items: [line('ROOF-1', 2)] })], ['ingest'], ['remove']],
  ['all money back', [roof, entry('b', refund(20_000))], ['ingest'], ['remove']],
  ['a cancellation', [roof, entry('b', cancel('a'))], ['ingest'], ['remove']],
  ['some money back', [roof, entry('b', refund(5000))], ['remove'], ['ingest']],
])('%s', (_what, reports, ofRoofs, ofGutters) => {
  expect(told('roof-retargeting', ...reports)).toEqual(ofRoofs);
  expect(told('gutter-cross-sell', ...reports)).toEqual(ofGutters);
});
