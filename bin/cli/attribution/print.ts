import type {
  Attribution,
  ExplainedParameter,
  ParameterUse,
} from '../../../lambdas/attribution/explain-attribution.ts';
import type { ClassifiedSource } from '../../../lambdas/attribution/landing-source.ts';
import type { Explanation } from '../../../lambdas/page-api/pool-choice/explain-choice.ts';
import { columns } from '../columns.ts';

/** A source with its reasons, and where it leads. */
export interface AttributionReport extends Attribution {
  /** Of the ready list, all that take such a visit. */
  readonly channels: readonly string[];
  /** Of the site that was named. */
  readonly choice?: Pick<Explanation, 'chosen' | 'shows' | 'because'>;
}

/** The report for people. */
export function attributionText({ touch, judged, before, landing, parameters, ...rest }: AttributionReport): string {
  const told = [
    ['source', touch.source],
    ['medium', touch.medium],
    ['campaign', touch.campaign],
    ['term', touch.term],
    ['content', touch.content],
    ['click ids', Object.keys(touch.clickIds ?? {}).join(', ')],
    ['because', because(judged)],
    ['before', before && fates[before]],
    ['landing page', landing.landingPage],
    ['referrer', landing.referrer],
    ['channels', rest.channels.join(', ') || 'none'],
    ['pool', rest.choice && `${rest.choice.chosen ?? 'none'}: ${rest.choice.because}`],
  ].flatMap(([name = '', value]) => (value === undefined || value === '' ? [] : [`${name.padEnd(12)}  ${value}`]));
  return [...told, ...parameterLines(parameters), ''].join('\n');
}

function because({ rule, by }: ClassifiedSource): string {
  const what = by.join(' and ');
  switch (rule) {
    case 'auto-tag':
      return `${what} is Google's own tag, which beats all others`;
    case 'tags':
      return `${what} of the address says so`;
    case 'click-id':
      return `only ads carry ${what}`;
    case 'google-ad':
      return `only Google's ads carry ${what}`;
    case 'assistant-tag':
      return `${what} names an assistant, which tags its links so`;
    case 'shared-link':
      return `${what} is in every link there; nothing says that it was an ad`;
    case 'assistant':
      return `${what} is an assistant`;
    case 'search-engine':
      return `${what} is a search engine`;
    case 'social-network':
      return `${what} is a social network`;
    case 'other-site':
      return `the link was on ${what}`;
    case 'listing':
      return `Google's unpaid product listings carry ${what}`;
    case 'campaign-alone':
      return `${what} names a campaign, and nothing names its source`;
    case 'own-page':
      return `${what} is the site itself, which is no source`;
    case 'ignored-referrer':
      return `${what} is among the site's ignoredReferrers`;
    case 'pass-through-page':
      return `${what} is where people pay or sign in, which is no source`;
    case 'no-referrer':
      return 'nothing says where the visitor came from';
  }
}

const fates: Readonly<Record<NonNullable<AttributionReport['before']>, string>> = {
  kept: 'kept: a direct return keeps the source of the last 30 days',
  replaced: 'replaced by the new source',
  'too-old': 'too old: a direct return keeps the source for 30 days',
  direct: 'was direct as well',
};

const uses: Readonly<Record<ParameterUse, string>> = {
  'names-source': 'names the source',
  kept: 'kept',
  'not-needed': 'not needed: another one says it',
  repeated: 'ignored: the first value counts',
  empty: 'ignored: it is empty',
  unfit: 'ignored: no click id looks like that, or has no room any more',
  unknown: 'never read: it may hold anything',
};

function parameterLines(parameters: readonly ExplainedParameter[]): string[] {
  if (parameters.length === 0) return [];
  const header = ['parameter', 'value', ''];
  const rows = parameters.map(({ name, value, use }) => [shortened(name), shortened(value), uses[use]]);
  return ['', ...columns(header, rows)];
}

/** One line, whatever strangers wrote into an address. */
function shortened(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ');
  return line.length <= 40 ? line : `${line.slice(0, 37)}...`;
}
