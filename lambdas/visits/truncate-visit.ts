import { cutToBytes } from '../platform/bounded-text.ts';
import { itemSize } from './item-size.ts';
import type { Visit } from './visit.ts';
import { visitItemKey } from './visit-key.ts';

/** One write unit, less the room for `clickedAt` and `ttl`, which are added later. */
const mostBytes = 1024 - 32;

type Cut = (visit: Visit) => Visit;

/**
 * A visit that fits into 1 KB: what matters least is cut first. Click ids are what conversions are paid by, so they go
 * last, and whole.
 */
export function truncateVisit(whole: Visit): Visit {
  let visit = whole;
  for (const cut of cuts(whole)) {
    if (visitSize(visit) <= mostBytes) return visit;
    visit = cut(visit);
  }
  return visit;
}

/** Bytes of the item with its keys. */
export function visitSize(visit: Visit): number {
  return itemSize({ ...visit, ...visitItemKey(visit) });
}

function cuts({ params = {}, ids = {}, clickIds = {} }: Visit): readonly Cut[] {
  const longestFirst = Object.keys(clickIds).toSorted(
    (left, right) => (clickIds[right] ?? '').length - (clickIds[left] ?? '').length,
  );
  return [
    shorten('landingPage', 160),
    shorten('referrer', 80),
    ...Object.keys(params).toReversed().map(withoutParameter),
    shorten('content', 60),
    shorten('term', 60),
    shorten('landingPage', 80),
    shorten('campaign', 100),
    shorten('referrer', 0),
    ...(['ttp', 'ymUid', 'fbc', 'fbp', 'gaSession', 'ga'] as const).filter((id) => id in ids).map(withoutId),
    shorten('content', 0),
    shorten('term', 0),
    shorten('source', 60),
    shorten('medium', 60),
    shorten('landingPage', 0),
    ...longestFirst.map(withoutClickId),
    shorten('campaign', 0),
  ];
}

function shorten(
  field: 'source' | 'medium' | 'landingPage' | 'referrer' | 'campaign' | 'term' | 'content',
  bytes: number,
): Cut {
  return (visit) => {
    const { [field]: text, ...rest } = visit;
    if (text === undefined) return visit;
    return bytes === 0
      ? { ...rest, source: visit.source, medium: visit.medium }
      : { ...visit, [field]: cutToBytes(text, bytes) };
  };
}

function withoutParameter(name: string): Cut {
  return ({ params, ...visit }) => {
    const kept = Object.entries(params ?? {}).filter(([other]) => other !== name);
    return kept.length === 0 ? visit : { ...visit, params: Object.fromEntries(kept) };
  };
}

function withoutId(name: keyof NonNullable<Visit['ids']>): Cut {
  return ({ ids, ...visit }) => {
    const { [name]: _dropped, ...kept } = ids ?? {};
    return Object.keys(kept).length === 0 ? visit : { ...visit, ids: kept };
  };
}

function withoutClickId(name: string): Cut {
  return ({ clickIds, ...visit }) => {
    const kept = Object.entries(clickIds ?? {}).filter(([other]) => other !== name);
    return kept.length === 0 ? visit : { ...visit, clickIds: Object.fromEntries(kept) };
  };
}
