import type { Touch } from '../platform/token-claims.ts';
import type { Parameter } from './address-parameters.ts';
import { knownParameters } from './known-parameters.ts';
import { type ClassifiedLanding, classifyPageView, type PageView } from './landing.ts';
import { currentTouch, isDirect, landingTouch } from './touch.ts';

/** What became of a parameter: only the first two leave a trace. */
export type ParameterUse =
  | 'names-source'
  | 'kept'
  /** Read, but another rule came first. */
  | 'not-needed'
  | 'repeated'
  | 'empty'
  /** A click id that is too long, or has letters that none has. */
  | 'unfit'
  /** Never read, and its value not told: it may hold anything about a person. */
  | 'unknown';

export interface ExplainedParameter extends Parameter {
  readonly use: ParameterUse;
}

/** What brought the visitor before, so many days ago. */
export interface SourceBefore {
  readonly source: string;
  readonly medium: string;
  readonly daysAgo: number;
}

/** Where a visit came from, and why. */
export interface Attribution extends ClassifiedLanding {
  readonly parameters: readonly ExplainedParameter[];
  /** What the visit is counted to, in the end. */
  readonly touch: Omit<Touch, 'at'>;
  /** What became of the source before: a direct return keeps it for 30 days. */
  readonly before?: 'kept' | 'replaced' | 'too-old' | 'direct';
}

const dayMs = 24 * 60 * 60 * 1000;

/** Explains by the very code that decides, as if the visitor allowed everything. Undefined when the address is no page's. */
export function explainAttribution(view: PageView, before?: SourceBefore): Attribution | undefined {
  const classified = classifyPageView(view);
  if (classified === undefined) return undefined;
  const now = (before?.daysAgo ?? 0) * dayMs;
  const landed = landingTouch(classified.landing, { ads: true, analytics: true }, now);
  const previous = before && { source: before.source, medium: before.medium, at: 0 };
  const { at: _, ...touch } = currentTouch(landed, previous, now);
  return {
    ...classified,
    parameters: explainedParameters(classified),
    touch,
    ...(previous && { before: fate(landed, previous, currentTouch(landed, previous, now)) }),
  };
}

function fate(landed: Touch, previous: Touch, current: Touch): NonNullable<Attribution['before']> {
  if (current === previous) return 'kept';
  if (!isDirect(landed)) return 'replaced';
  return isDirect(previous) ? 'direct' : 'too-old';
}

function explainedParameters({ parameters, landing, judged }: ClassifiedLanding): ExplainedParameter[] {
  const seen = new Set<string>();
  const naming = new Set(judged.by.map((name) => name.toLowerCase()));
  const clickIds = new Set(Object.keys(landing.clickIds).map((name) => name.toLowerCase()));
  const useOf = ({ name, value }: Parameter): ParameterUse => {
    if (!knownParameters.includes(name)) return 'unknown';
    if (value.trim() === '') return 'empty';
    if (seen.has(name)) return 'repeated';
    seen.add(name);
    if (naming.has(name)) return 'names-source';
    const better = campaignTags.get(name);
    if (better !== undefined) return isOutdone(better, parameters) ? 'not-needed' : 'kept';
    if (isTag(name)) return 'not-needed';
    return clickIds.has(name) ? 'kept' : 'unfit';
  };
  return parameters.map((parameter) => {
    const use = useOf(parameter);
    return { name: parameter.name, value: use === 'unknown' ? '' : parameter.value, use };
  });
}

/** The parameters of a campaign, and those that come before them. */
const campaignTags: ReadonlyMap<string, readonly string[]> = new Map([
  ['utm_campaign', []],
  ['utm_id', ['utm_campaign']],
  ['gad_campaignid', ['utm_campaign', 'utm_id']],
  ['utm_term', []],
  ['utm_content', []],
]);

function isOutdone(better: readonly string[], parameters: readonly Parameter[]): boolean {
  return parameters.some(({ name, value }) => better.includes(name) && value.trim() !== '');
}

function isTag(name: string): boolean {
  return /^(utm_|gad_|srsltid$)/.test(name);
}
