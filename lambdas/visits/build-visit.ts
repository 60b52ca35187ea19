import type { Consent } from '../attribution/consent.ts';
import type { Device } from '../attribution/device.ts';
import type { ForeignIds } from '../attribution/foreign-ids.ts';
import { idsForAds } from '../attribution/foreign-ids.ts';
import type { Landing } from '../attribution/landing.ts';
import type { Touch } from '../platform/token-claims.ts';
import { truncateVisit } from './truncate-visit.ts';
import type { Visit } from './visit.ts';

/** What is known of a visit before it is decided what the visitor is shown. */
export interface VisitFacts {
  readonly visit: string;
  readonly visitor: string;
  readonly site: string;
  readonly touch: Touch;
  readonly landing: Landing;
  readonly consent: Consent;
  readonly ids?: ForeignIds | undefined;
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly device?: Device | undefined;
}

/** What the visitor was shown; number and lease only if it is one of their own. */
export type ShownToVisitor = Pick<Visit, 'shown' | 'pool' | 'number' | 'lease' | 'shownAt' | 'previousSeenAt'>;

/** The record to keep: what the visitor does not allow for ads is left out, and it fits into 1 KB. */
export function buildVisit(facts: VisitFacts, shown: ShownToVisitor): Visit {
  // The record tells of this landing, also where the source is that of an earlier one.
  const { at, landingPage: _page, referrer: _link, ...source } = facts.touch;
  const ids = allowedIds(facts.ids ?? {}, facts.consent);
  const { landingPage, referrer } = facts.landing;
  return truncateVisit({
    ...source,
    visit: facts.visit,
    visitor: facts.visitor,
    site: facts.site,
    touchAt: at,
    ...shown,
    landingPage,
    ...(referrer !== undefined && { referrer }),
    ...(Object.keys(ids).length > 0 && { ids }),
    ...(facts.params && Object.keys(facts.params).length > 0 && { params: { ...facts.params } }),
    consent: facts.consent,
    ...(facts.device && { device: facts.device }),
  });
}

/** Without those that are empty, or for ads where the visitor allows none. */
export function allowedIds(ids: ForeignIds, consent: Consent): ForeignIds {
  const allowed = Object.entries(ids).filter(([name, id]) => id && (consent.ads || !idsForAds.has(name)));
  return Object.fromEntries(allowed);
}
