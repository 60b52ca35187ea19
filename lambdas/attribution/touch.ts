import type { Touch } from '../platform/token-claims.ts';
import type { Consent } from './consent.ts';
import type { Landing } from './landing.ts';
import { direct } from './referrer-source.ts';

const touchDays = 30;
const dayMs = 24 * 60 * 60 * 1000;

/** The touch that a landing is, as far as the visitor allows it to be kept: click ids are for ads only. */
export function landingTouch(landing: Landing, consent: Consent, now: number): Touch {
  const { source, medium, campaign, term, content, clickIds } = landing;
  return {
    source,
    medium,
    ...(campaign !== undefined && { campaign }),
    ...(term !== undefined && { term }),
    ...(content !== undefined && { content }),
    ...(consent.ads && Object.keys(clickIds).length > 0 && { clickIds }),
    at: now,
  };
}

/** A visit nobody sent: typed, from a bookmark, or from the site's own pages. */
export function isDirect(touch: Pick<Touch, 'source' | 'medium'>): boolean {
  return touch.source === direct.source && touch.medium === direct.medium;
}

/** Last non-direct click, as Google Analytics has it: a direct return keeps the touch before it for 30 days. */
export function currentTouch(landed: Touch, previous: Touch | undefined, now: number): Touch {
  if (previous === undefined || !isDirect(landed) || isDirect(previous)) return landed;
  return previous.at > now - touchDays * dayMs ? previous : landed;
}

/** The same link followed, or the same page loaded again: everything but the time is equal. */
export function isSameTouch(left: Touch, right: Touch): boolean {
  return touchKey(left) === touchKey(right);
}

function touchKey({ source, medium, campaign, term, content, clickIds = {} }: Touch): string {
  const ids = Object.entries(clickIds).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([source, medium, campaign ?? null, term ?? null, content ?? null, ids]);
}
