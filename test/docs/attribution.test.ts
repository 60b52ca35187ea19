import { attributionExplain } from '../../bin/cli/attribution/attribution-explain.ts';
import type { SourceRule } from '../../lambdas/attribution/landing-source.ts';
import { attributionExamples, exampleSite } from '../attribution-examples.ts';
import { readPaper, tableAfter } from './markdown.ts';

const paper = readPaper('docs/attribution.md');
const examples = attributionExamples();

/** All of them: a rule that is missing here does not pass the types. */
const rules: Readonly<Record<SourceRule, true>> = {
  'auto-tag': true,
  tags: true,
  'click-id': true,
  'google-ad': true,
  'assistant-tag': true,
  'shared-link': true,
  assistant: true,
  'search-engine': true,
  'social-network': true,
  'other-site': true,
  listing: true,
  'campaign-alone': true,
  'own-page': true,
  'ignored-referrer': true,
  'pass-through-page': true,
  'no-referrer': true,
};

test('there are enough examples, some for every rule, and no two alike', () => {
  expect(examples.length).toBeGreaterThanOrEqual(150);
  expect(new Set(examples.map(({ rule }) => rule))).toEqual(new Set(Object.keys(rules)));
  expect(new Set(examples.map((example) => JSON.stringify(example))).size).toBe(examples.length);
  expect(paper.text).toContain(`There are ${examples.length} of them`);
});

test('the table of rules names each of them once', () => {
  expect(tableAfter(paper, 'rule').map(([rule]) => rule)).toEqual(Object.keys(rules));
});

test('the examples of the page are among those that are tested', () => {
  const shown = tableAfter(paper, 'address');
  expect(shown.length).toBeGreaterThan(10);
  const known = examples.map(({ address, referrer, before, source, medium, rule }) =>
    [address.replace('https://shop.example', ''), referrer, before, `${source} / ${medium}`, rule].join(' | '),
  );
  for (const cells of shown) expect(known).toContain(cells.join(' | '));
});

test('the site of the examples is the one that the page describes', () => {
  for (const text of [...exampleSite.origins, ...exampleSite.ignoredReferrers]) {
    expect(paper.text).toContain(`\`${text}\``);
  }
});

test('the explanation is the one that the command prints', async () => {
  const [command, printed] = paper.blocks.filter(({ section }) => section === 'Ask why');
  const [, url = '', source = '', medium = ''] = /explain '([^']+)' --before (\w+)\/(\w+)$/.exec(command!.text) ?? [];
  const noServer = () => {
    throw new Error('it asks a server');
  };
  expect(await attributionExplain(url, { before: { source, medium }, daysAgo: 1 }, noServer)).toBe(
    `${printed!.text}\n`,
  );
});
