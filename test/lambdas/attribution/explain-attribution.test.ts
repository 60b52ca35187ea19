import { explainAttribution, type SourceBefore } from '../../../lambdas/attribution/explain-attribution.ts';
import { type AttributionExample, attributionExamples, exampleSite } from '../../attribution-examples.ts';

const examples = attributionExamples();

function beforeOf(text: string): SourceBefore | undefined {
  const [, source, medium, days = '1'] = /^([^/]+)\/(\S+)(?: (\d+)d)?$/.exec(text) ?? [];
  return source === undefined ? undefined : { source, medium: medium!, daysAgo: Number(days) };
}

function told({ address, referrer, before }: AttributionExample) {
  const { judged, touch } = explainAttribution({ pageUrl: address, referrer, ...exampleSite }, beforeOf(before))!;
  const { source, medium, campaign = '', clickIds = {} } = touch;
  return { rule: judged.rule, source, medium, campaign, clickIds };
}

test.each(examples.map((example, index) => [index + 2, example.address.slice(0, 120), example] as const))(
  'line %i of docs/attribution.csv: %s',
  (_, __, example) => {
    const ids = example['click ids'].split(' ').filter((id) => id !== '');
    expect(told(example)).toEqual({
      rule: example.rule,
      source: example.source,
      medium: example.medium,
      campaign: example.campaign,
      clickIds: Object.fromEntries(ids.map((id) => id.split('='))),
    });
  },
);
