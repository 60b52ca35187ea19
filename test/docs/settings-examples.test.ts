import * as z from 'zod';
import { judgedSiteSettings } from '../../lambdas/conversions/qualified/qualified-settings.ts';
import { ruleSettings } from '../../lambdas/conversions/rules/rule.ts';
import { ruleConditions, ruleFields } from '../../lambdas/conversions/rules/rule-conditions.ts';
import { destinations } from '../../lambdas/deliveries/destinations/registry.ts';
import { parseFields } from '../../lambdas/platform/http/parse-fields.ts';
import { poolSettings } from '../../lambdas/settings/pools/pool-settings.ts';
import { papers } from './markdown.ts';

/** Whose JSON is compared by tests of their own: with what is answered, what is sent, and what comes of it. */
const comparedElsewhere =
  /^(README\.md|docs\/(adding|carriers|destinations|order-sources)\/|docs\/(assistants|events)\.md)/;

const site = { name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'] };
const inConditions = new Set<string>([...ruleFields, 'all', 'any', 'not']);
const object = z.record(z.string(), z.unknown());

/** What a block shows, and what is taken of it; undefined of what is no settings. */
function taken(shown: z.infer<typeof object>): readonly object[] | undefined {
  const names = Object.keys(shown);
  if (names.every((name) => name in judgedSiteSettings.shape))
    return [parseFields(judgedSiteSettings, { ...site, ...shown })];
  if (names.every((name) => inConditions.has(name))) return [parseFields(ruleConditions, shown)];
  if (names.includes('conversion')) return [parseFields(ruleSettings, shown)];
  const named = z.array(object).safeParse(Object.values(shown)).data ?? [];
  if (named.length > 0 && named.every(({ kind }) => kind !== undefined))
    return named.map((pool) => parseFields(poolSettings, pool));
  const types = named.map(({ type }) => destinations.get(String(type)));
  return types.every((type) => type !== undefined)
    ? types.map((type, index) => parseFields(type.settings, named[index]?.settings))
    : undefined;
}

const examples = papers().flatMap(({ file, blocks }) =>
  blocks
    .filter(({ language }) => language === 'json' && !comparedElsewhere.test(file))
    .map(({ section, text }) => ({ file, section, shown: object.parse(JSON.parse(text)) })),
);

test('there are examples of each kind', () => {
  const files = examples.map(({ file }) => file);
  expect(files).toEqual(expect.arrayContaining(['docs/rules.md', 'docs/routing.md', 'docs/email/report.md']));
});

test.each(examples)('$file, $section: what is shown can be put as it stands', ({ shown }) => {
  const read = taken(shown) ?? [];
  expect(read.length).toBeGreaterThan(0);
  expect(read.filter((one) => 'errors' in one)).toEqual([]);
});
