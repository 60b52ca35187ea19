import { assistantTagged } from './assistants.ts';
import { clickIdOf } from './click-ids.ts';
import { direct, type ReferrerSource, type Source } from './referrer-source.ts';

/** Which rule named the source, in the order in which they are asked. */
export type SourceRule =
  | 'auto-tag'
  | 'tags'
  | 'click-id'
  | 'google-ad'
  | 'assistant-tag'
  | 'shared-link'
  | ReferrerSource['rule']
  | 'listing'
  | 'campaign-alone';

/** A source, the rule that named it, and what that went by: names of parameters, or the referrer's host. */
export interface ClassifiedSource extends Source {
  readonly rule: SourceRule;
  readonly by: readonly string[];
}

/** What a landing tells: its known parameters (names in lower case), the click ids among them, and its referrer. */
export interface LandingFacts {
  readonly parameters: ReadonlyMap<string, string>;
  readonly clickIds: Readonly<Record<string, string>>;
  /** `utm_source` and `utm_medium`, made fit to keep. */
  readonly source: string | undefined;
  readonly medium: string | undefined;
  readonly referrer: ReferrerSource;
}

/** What Google Analytics calls (not set): the address is tagged, but not with this. */
const notSet = 'not set';

/** Where the visitor came from, by the first rule that knows. */
export function classifyLanding(facts: LandingFacts): ClassifiedSource {
  const ad = adSource(facts);
  const shared = sharedLink(facts);
  return (
    autoTag(facts) ??
    tagged(facts, ad, shared) ??
    ad ??
    assistantTag(facts) ??
    shared ??
    linked(facts) ??
    listing(facts) ??
    campaignAlone(facts) ??
    facts.referrer
  );
}

/** The platform's own tag, which beats utm tags. */
function autoTag({ clickIds }: LandingFacts): ClassifiedSource | undefined {
  const clickId = clickIdOf(clickIds, 'auto-tag');
  return clickId && { source: clickId.source, medium: 'cpc', rule: 'auto-tag', by: [clickId.name] };
}

/**
 * utm tags beat click ids that are no auto-tag, and the referrer. What a half of them leaves out the ad tells, or the referrer; a
 * source alone gets no medium from another one. A campaign alone names no source, so what else there is decides.
 */
function tagged(
  { source, medium, referrer }: LandingFacts,
  ad: ClassifiedSource | undefined,
  shared: ClassifiedSource | undefined,
): ClassifiedSource | undefined {
  if (source !== undefined && medium !== undefined) {
    return { source, medium, rule: 'tags', by: ['utm_source', 'utm_medium'] };
  }
  if (source !== undefined) {
    if (assistantTagged(source) !== undefined) return undefined;
    const isOfAd = ad?.source === source.toLowerCase();
    return { source, medium: isOfAd ? ad.medium : notSet, rule: 'tags', by: ['utm_source', ...(isOfAd ? ad.by : [])] };
  }
  if (medium === undefined) return undefined;
  const told = ad ?? (saysNothing(referrer) ? shared : referrer);
  return { source: told?.source ?? notSet, medium, rule: 'tags', by: ['utm_medium', ...(told?.by ?? [])] };
}

/** A click id that only ads carry, or what Google adds to each of its ads, also where it may not add a click id. */
function adSource({ clickIds, parameters }: LandingFacts): ClassifiedSource | undefined {
  const clickId = clickIdOf(clickIds, 'ad');
  if (clickId !== undefined) {
    return { source: clickId.source, medium: clickId.medium ?? 'cpc', rule: 'click-id', by: [clickId.name] };
  }
  const by = ['gad_source', 'gad_campaignid'].filter((name) => parameters.has(name));
  return by.length === 0 ? undefined : { source: 'google', medium: 'cpc', rule: 'google-ad', by };
}

/** Assistants tag every link in their answers, so this is no more than a referrer; their ads have click ids besides. */
function assistantTag({ source, medium }: LandingFacts): ClassifiedSource | undefined {
  const assistant = source === undefined || medium !== undefined ? undefined : assistantTagged(source);
  return assistant === undefined
    ? undefined
    : { source: assistant, medium: 'ai', rule: 'assistant-tag', by: ['utm_source'] };
}

/** fbclid also comes from Instagram and from Messenger: the referrer, if it is a network, knows better. */
function sharedLink({ clickIds, referrer }: LandingFacts): ClassifiedSource | undefined {
  const clickId = clickIdOf(clickIds, 'share');
  if (clickId === undefined) return undefined;
  return referrer.rule === 'social-network'
    ? referrer
    : { source: clickId.source, medium: 'social', rule: 'shared-link', by: [clickId.name] };
}

function linked({ referrer }: LandingFacts): ClassifiedSource | undefined {
  return saysNothing(referrer) ? undefined : referrer;
}

/** An unpaid product listing of Google's. The parameter stays in links that people pass on, so any referrer knows better. */
function listing({ parameters }: LandingFacts): ClassifiedSource | undefined {
  return parameters.has('srsltid')
    ? { source: 'google', medium: 'organic', rule: 'listing', by: ['srsltid'] }
    : undefined;
}

function campaignAlone({ parameters }: LandingFacts): ClassifiedSource | undefined {
  const by = ['utm_campaign', 'utm_id', 'utm_term', 'utm_content'].filter((name) => parameters.has(name));
  return by.length === 0 ? undefined : { source: notSet, medium: notSet, rule: 'campaign-alone', by };
}

function saysNothing({ medium }: Source): boolean {
  return medium === direct.medium;
}
