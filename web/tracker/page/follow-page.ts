import { costs, lastsUntil } from './give-way.ts';
import { awaitHydration } from './hydration.ts';
import { ancestors, changesOf } from './page-changes.ts';
import { mostChanges, type PageNumbers } from './page-numbers.ts';
import { elementOf, holdsServerRendered, type Place } from './page-places.ts';
import type { Rewrites } from './page-rewrites.ts';
import { pageRoots } from './page-roots.ts';
import { watchPage } from './watch-page.ts';

/**
 * Keeps the numbers right in whatever the page adds and changes, unless somebody else will have the last word there. `met` is told of the document, and
 * of each page within it.
 */
export function followPage(page: PageNumbers, met: (root: Node) => void): void {
  const written = new WeakMap<Node, string>();
  const lasting = new WeakMap<Node, number>();
  const givenUp = new WeakSet<Node>();
  const isAwaited = awaitHydration(() => page.scan(document));
  const isLeft = (place: Place) => ancestors(place).some((node) => givenUp.has(node)) || isAwaited(elementOf(place));

  /** As an answer to what the page changed in `target`. */
  const answer = (rewrites: Rewrites, target: Node, parts: ReadonlySet<Node>, cost: number) => {
    if (![...rewrites].some(([place, value]) => value !== place.nodeValue && !isLeft(place))) return;
    const until = lastsUntil(lasting.get(target) ?? 0, cost, performance.now());
    lasting.set(target, until);
    if (until < Infinity) page.act(rewrites);
    else for (const part of parts) givenUp.add(part);
  };
  const hear = (records: readonly MutationRecord[]) => {
    if (!page.isAtWork()) return;
    for (const [target, { parts, overruled }] of changesOf(records, page.originals, written)) {
      const rewrites: Rewrites = new Map();
      for (const part of parts) page.read(part, rewrites);
      if (page.isHiding()) page.act(rewrites);
      else answer(rewrites, target, parts, overruled ? costs.overruled : costs.added);
    }
  };
  const watch = watchPage(hear);
  const roots = pageRoots((root) => {
    watch(root);
    met(root);
    page.scan(root);
  });
  const wrote = (place: Place) => {
    for (const node of ancestors(place)) written.set(node, page.originals.of(place));
  };
  const changes = page.follow({ isLeft, within: roots.within, wrote });
  watch(document);
  met(document);
  if (changes.length >= mostChanges || holdsServerRendered()) page.scan(document);
  else {
    hear(changes);
    roots.within(document);
  }
  // Shadow roots that the parser makes are told of by nothing.
  document.addEventListener('DOMContentLoaded', () => page.scan(document));
}
