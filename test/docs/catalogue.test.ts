import { catalogue } from '../../lambdas/deliveries/destinations/catalogue/catalogue.ts';
import { factNames } from '../../lambdas/deliveries/destinations/catalogue/catalogue-facts.ts';
import { tried } from '../../lambdas/deliveries/destinations/catalogue/tried.ts';
import { catalogueExample } from './catalogue-example.ts';
import { example } from './example-conversion.ts';
import { readPaper } from './markdown.ts';

const paper = readPaper('docs/destinations/catalogue.md');

interface SetUp {
  readonly settings: { readonly destination: string; readonly action: string };
}

/** The set-ups and what is sent, heading by heading. */
function examples(): { name: string; setUp: SetUp; sent: unknown }[] {
  const json = paper.blocks.filter(({ language }) => language === 'json');
  const pairs = Array.from({ length: json.length / 2 }, (_, at) => json.slice(2 * at, 2 * at + 2));
  return pairs.map(([setUp, sent]) => ({
    name: setUp!.section,
    setUp: JSON.parse(setUp!.text) as SetUp,
    sent: JSON.parse(sent!.text),
  }));
}

// Some actions look at the clock themselves.
beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(example.now);
});
afterEach(() => {
  jest.restoreAllMocks();
});

test('all that were tried are in the paper, and no other', () => {
  const named = examples().map(({ setUp }) => setUp.settings.destination);
  expect(named.toSorted()).toEqual(Object.keys(tried).toSorted());
});

test('the paper has all facts', () => {
  expect(factNames.filter((name) => !paper.prose.includes(`\`${name}\``))).toEqual([]);
});

test.each(examples())('$name is sent what the paper says, in our own name', async ({ setUp, sent }) => {
  const told = await catalogueExample(setUp);
  expect(told.outcome).toEqual({ kind: 'delivered' });
  const requests = told.sent.map(({ method, url, body }) => ({
    request: `${method} ${url}`,
    ...(body !== undefined && { body: JSON.parse(body) as unknown }),
  }));
  expect(requests).toEqual(sent);
  expect(JSON.stringify(told.sent)).not.toMatch(/segment|twilio/i);
  expect(new Set(told.sent.map(({ headers }) => headers['user-agent']))).toEqual(new Set(['Leaseline']));
});

test('where the paper says that it is counted once the sender knows it', () => {
  const once = examples().filter(({ setUp }) => {
    const settings = catalogue.settings.parse(setUp.settings);
    return catalogue.canBy?.(settings, false).dedupe !== undefined;
  });
  expect(once.map(({ setUp }) => setUp.settings.destination).toSorted()).toEqual([
    'amplitude',
    'google-sheets',
    'mixpanel',
  ]);
});
