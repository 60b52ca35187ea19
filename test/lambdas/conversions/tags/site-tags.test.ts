import { foldLedger } from '../../../../lambdas/conversions/ledger/fold-ledger.ts';
import { tagCall, tagSettings } from '../../../../lambdas/conversions/tags/site-tags.ts';
import { annasMatch, entry, finalCall } from '../facts.ts';

const settings = [
  { tag: 'web', when: { pool: 'web' } },
  { tag: 'ad', when: { source: 'google' } },
  { tag: 'ad', when: { medium: 'cpc' } },
  { tag: 'bing', when: { source: 'bing' } },
  { tag: 'lost', when: { not: { outcome: 'sold' } } },
];
const sold = foldLedger([entry('a', undefined, { outcome: 'sold' })], 'EUR');

function tags(given: unknown, call = finalCall(), isKnown = true, before?: readonly string[]): readonly string[] {
  return tagCall(given, { call, match: annasMatch(), ledger: sold }, { before, isKnown });
}

test('a call gets the tags of the conditions that fit it, each once, in order', () => {
  expect(tagSettings.parse(settings)).toEqual(settings);
  expect(tags(settings)).toEqual(['ad', 'web']);
  expect(tags(undefined)).toEqual([]);
});

test('one that is not over, or went out, gets none', () => {
  expect(tags(settings, finalCall({ final: false }))).toEqual([]);
  expect(tags(settings, finalCall({ direction: 'outbound' }))).toEqual([]);
});

test('where a newer version knows more, what was known stays', () => {
  const moon = [{ tag: 'full', when: { moon: 'full' } }];
  expect(tags(moon, finalCall(), true, ['old'])).toEqual(['old']);
  expect(tags(moon)).toEqual([]);
  expect(tags(settings, finalCall(), false, ['lost'])).toEqual(['lost']);
  expect(tags(settings.slice(0, 4), finalCall(), false, ['lost'])).toEqual(['ad', 'web']);
});
