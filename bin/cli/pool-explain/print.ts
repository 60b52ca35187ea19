import type { ExplainedPool, Explanation } from '../../../lambdas/page-api/pool-choice/explain-choice.ts';
import { columns } from '../columns.ts';

/** The explanation for people. */
export function explanationText({ facts, caller, pools, ...rest }: Explanation): string {
  const told = [
    ['source', facts.source],
    ['medium', facts.medium],
    ['campaign', facts.campaign],
    ['click ids', Object.keys(facts.clickIds).join(', ')],
    ['landing page', facts.landingPage],
    ['referrer', facts.referrer],
    ['place', [facts.city, facts.region, facts.country].filter(Boolean).join(', ')],
    ['device', facts.device],
    ['visitor', { person: 'a person, on a first visit', robot: 'a robot', elsewhere: 'from elsewhere' }[caller]],
  ].flatMap(([name = '', value]) => (value === undefined || value === '' ? [] : [`${name.padEnd(12)}  ${value}`]));
  return [...told, '', ...poolLines(pools), '', ...shownLines(rest), ''].join('\n');
}

const verdicts: Readonly<Record<ExplainedPool['verdict'], string>> = {
  chosen: 'chosen',
  fits: 'would fit',
  'does-not-fit': 'no',
  'not-asked': 'not asked',
};

/** A line for each reason: the pool stands in the first. */
function poolLines(pools: readonly ExplainedPool[]): string[] {
  const header = ['pool', 'order', '', 'because'];
  const rows = pools.flatMap(({ pool, order, verdict, reasons }) => {
    const [first = '', ...others] = reasons;
    return [[pool, String(order ?? ''), verdicts[verdict], first], ...others.map((reason) => ['', '', '', reason])];
  });
  return columns(header, rows, [1]);
}

function shownLines({
  shows,
  because,
  chosen,
  fallback,
  number,
}: Omit<Explanation, 'facts' | 'caller' | 'pools'>): string[] {
  const display = number?.display ?? 'none';
  switch (shows) {
    case 'own':
      return [
        `The page shows a number of the visitor's own, from ${[chosen, ...fallback].join(', else from ')};`,
        `when none is free, the default number of ${chosen}, ${display}.`,
      ];
    case 'default':
      return [`The page shows the default number of ${chosen}, ${display}: ${because}.`];
    case 'static':
      return [`The page shows ${display}: ${because}.`];
    case 'page':
      return [`The page stays as it is: ${because}.`];
  }
}
