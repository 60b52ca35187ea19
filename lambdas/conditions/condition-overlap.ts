import { coversPages, coversReferrers, pagesAreApart, referrersAreApart } from '../attribution/address-pattern.ts';
import { clickIdParameters } from '../attribution/click-id-parameters.ts';
import { boundedText } from '../platform/bounded-text.ts';
import { channelConditions } from './channel-conditions.ts';
import { same } from './evaluate-condition.ts';
import type { PoolCondition } from './pool-condition.ts';

/**
 * What a condition takes from one that is asked after it. Where it is the narrower of the two it takes nothing: it was put
 * first for that.
 */
export function takesFrom(earlier: PoolCondition, later: PoolCondition): 'all' | 'some' | 'nothing' {
  const [first, second] = [alternatives(earlier), alternatives(later)];
  if (second.length > 0 && second.every((narrow) => first.some((wide) => follows(wide, narrow)))) return 'all';
  const wider = first.filter((one) => !second.some((other) => follows(other, one)));
  const meets = wider.some((one) => second.some((other) => canBothHold(one, other)));
  return meets ? 'some' : 'nothing';
}

/** Whether some visit can fit. */
export function canHold(condition: PoolCondition): boolean {
  return alternatives(condition).length > 0;
}

/** What one field says. */
interface Claim {
  readonly field: Exclude<keyof PoolCondition, 'channel' | 'robot'>;
  readonly wanted: string;
}

/** What a condition says, with its channel spelled out; ways that contradict themselves are none. */
function alternatives({ channel, ...own }: PoolCondition): Claim[][] {
  const ways = channel === undefined ? [{}] : (channelConditions(channel) ?? []);
  return ways
    .map((way) => [...claimsOf(own), ...claimsOf(way)])
    .filter((claims) => claims.every(canBeTold) && canBothHold(claims, claims, ['auto-tag']));
}

/** Of the parameters of an address only known click ids are read, and tags without needless spaces. */
function canBeTold({ field, wanted }: Claim): boolean {
  if (field === 'clickId') return clickIdParameters.some(({ name }) => same(name, wanted));
  if (field === 'city') return wanted === wanted.trim();
  const isTag = field === 'source' || field === 'medium' || field === 'campaign';
  return !isTag || wanted === boundedText(wanted, wanted.length);
}

function claimsOf(condition: Omit<PoolCondition, 'channel'>): Claim[] {
  const { clickId, source, medium, campaign, landingPage, referrer, country, region, city, device } = condition;
  const fields = { clickId, source, medium, campaign, landingPage, referrer, country, region, city, device };
  return fieldNames.flatMap((field) => {
    const wanted = fields[field];
    return wanted === undefined ? [] : [{ field, wanted }];
  });
}

const fieldNames = [
  ...(['clickId', 'source', 'medium', 'campaign', 'landingPage', 'referrer'] as const),
  ...(['country', 'region', 'city', 'device'] as const),
];

/** Whether whatever fits the inner claims fits the outer, too. */
function follows(outer: Claim[], inner: Claim[]): boolean {
  const known = withConsequences(inner, ['auto-tag']);
  return outer.every((wide) => known.some((narrow) => wide.field === narrow.field && takesIn(wide, narrow.wanted)));
}

function takesIn({ field, wanted }: Claim, narrow: string): boolean {
  if (field === 'landingPage') return coversPages(wanted, narrow);
  if (field === 'referrer') return coversReferrers(wanted, narrow);
  return same(wanted, narrow);
}

/** Whether a visit can fit both; one whose tags speak against the click id of its ad is left out of account. */
function canBothHold(left: Claim[], right: Claim[], carriedBy: readonly string[] = ['auto-tag', 'ad']): boolean {
  const known = withConsequences(right, carriedBy);
  return withConsequences(left, carriedBy).every((one) =>
    known.every((other) => one.field !== other.field || canMeet(one, other.wanted)),
  );
}

function canMeet({ field, wanted }: Claim, other: string): boolean {
  switch (field) {
    // An address can carry several.
    case 'clickId':
      return true;
    case 'landingPage':
      return !pagesAreApart(wanted, other);
    case 'referrer':
      return !referrersAreApart(wanted, other);
    case 'source':
    case 'medium':
    case 'campaign':
    case 'country':
    case 'region':
    case 'city':
    case 'device':
      return same(wanted, other);
  }
}

/** A region lies in its country. A click id says which source it is: auto-tags always, those of other ads nearly so. */
function withConsequences(claims: Claim[], carriedBy: readonly string[]): Claim[] {
  return claims.flatMap((claim): Claim[] => {
    if (claim.field === 'region') return [claim, { field: 'country', wanted: claim.wanted.slice(0, 2) }];
    if (claim.field !== 'clickId') return [claim];
    const parameter = clickIdParameters.find(({ name }) => same(name, claim.wanted));
    if (parameter === undefined || !carriedBy.includes(parameter.carriedBy)) return [claim];
    return [
      claim,
      { field: 'source', wanted: parameter.source },
      { field: 'medium', wanted: parameter.medium ?? 'cpc' },
    ];
  });
}
