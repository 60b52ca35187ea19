import type { Shown } from './browser.ts';
import type { Holder } from './played-call.ts';

/** Whom the site showed what, as it really was. */
export interface Showings {
  readonly note: (shown: Shown) => void;
  readonly noteClick: (shown: Shown, at: number) => void;
  /** Who was shown that number before, newest first. */
  readonly holders: (number: string) => Holder[];
  /** The visitor who was shown anything last; of that number, if one is named. */
  readonly last: (number?: string) => string | undefined;
}

/** As many as the product looks at. */
const mostHolders = 8;

export function noteShowings(): Showings {
  const leased = new Map<string, Holder[]>();
  const lastOf = new Map<string, string>();
  const anything = '';
  return {
    note({ number, leased: isLeased, shownAt, visitor }) {
      lastOf.set(anything, visitor);
      lastOf.set(number, visitor);
      if (!isLeased) return;
      const before = leased.get(number) ?? [];
      // A page that is loaded again while the lease holds asks for nothing.
      if (before[0]?.shownAt === shownAt) return;
      leased.set(number, [{ visitor, shownAt }, ...before].slice(0, mostHolders));
    },
    noteClick({ number, visitor }, clickedAt) {
      const all = leased.get(number) ?? [];
      const newest = all.findIndex((holder) => holder.visitor === visitor);
      leased.set(
        number,
        all.map((holder, index) => (index === newest ? { ...holder, clickedAt } : holder)),
      );
    },
    holders: (number) => leased.get(number) ?? [],
    last: (number = anything) => lastOf.get(number),
  };
}
