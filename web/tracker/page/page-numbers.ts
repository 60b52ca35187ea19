import { hiddenElements } from './hidden-elements.ts';
import { awaitHydration } from './hydration.ts';
import { keepOriginals } from './originals.ts';
import { elementOf, isText, lookThrough, nothingFound, selectedIn } from './page-places.ts';
import { type Rewrites, rewrite, rewriteSelected } from './page-rewrites.ts';
import { pageRoots } from './page-roots.ts';
import { pageWriter } from './page-writer.ts';
import type { ShownNumber } from './shown-number.ts';
import { watchPage } from './watch-page.ts';

/** The numbers on the page, now and in whatever the page adds later. */
export interface PageNumbers {
  /** Which numbers (E.164) are the tracker's business, and which elements (CSS selectors) hold one in some other form. */
  lookFor(numbers: readonly string[], selectors: readonly string[]): void;
  /** Puts the number in their place; `undefined` brings the page's own back. Ends `hide`. */
  show(number: ShownNumber | undefined): void;
  /** Makes them invisible, for a moment only; they keep their place in the layout. */
  hide(): void;
  readonly reveal: () => void;
}

/** Stands for the number that is not known yet, where it is only asked whether there is one of the page's. */
const anyNumber: ShownNumber = { e164: '', display: '\n', href: '' };

export function pageNumbers(): PageNumbers {
  const originals = keepOriginals();
  const isAwaited = awaitHydration(() => isAtWork() && scan(document));
  const writer = pageWriter(originals, isAwaited);
  const hidden = hiddenElements();
  let numbers: readonly string[] = [];
  let selectors: readonly string[] = [];
  let shown: ShownNumber | undefined;
  let hiding = false;
  /** What was met while hiding, so that it need not be looked for again. */
  let met = nothingFound();

  const isAtWork = () => hiding || shown;
  /** What is to stand in a part of the page, and in the pages within it. All is read before anything is written. */
  const read = (part: Node, rewrites: Rewrites = new Map(), found = lookThrough(part)): Rewrites => {
    const rewriting = { originals, numbers, to: hiding ? anyNumber : shown };
    rewrite(rewrites, found, rewriting);
    for (const place of found.leftAlone) rewrites.set(place, originals.of(place));
    const selected = selectors.flatMap((selector) => selectedIn(part, selector));
    for (const element of new Set(selected)) rewriteSelected(rewrites, element, rewriting);
    for (const root of roots.within(found)) read(root, rewrites);
    return rewrites;
  };
  const conceal = (rewrites: Rewrites) => {
    for (const [place, value] of rewrites) {
      if (value === originals.of(place)) continue;
      if (!isText(place)) {
        met.attributes.push(place);
        continue;
      }
      met.texts.push(place);
      const element = elementOf(place);
      if (!isAwaited(element)) hidden.hide(element);
    }
  };
  const act = (rewrites: Rewrites) => (hiding ? conceal : writer.write)(rewrites);
  const scan = (root: Node) => act(read(root));

  const watch = watchPage((records) => {
    if (!isAtWork()) return;
    for (const [target, change] of writer.changesOf(records)) {
      const rewrites: Rewrites = new Map();
      for (const part of change.parts) read(part, rewrites);
      if (hiding) conceal(rewrites);
      else writer.answer(rewrites, target, change);
    }
  });
  const roots = pageRoots((root) => {
    watch(root);
    if (isAtWork()) scan(root);
  });
  watch(document);
  // Shadow roots that the parser makes are told of by nothing.
  document.addEventListener('DOMContentLoaded', () => isAtWork() && scan(document));

  return {
    lookFor(newNumbers, newSelectors) {
      const unique = [...new Set(newNumbers)];
      if (unique.join() !== numbers.join() || newSelectors.length > 0) met = nothingFound();
      numbers = unique;
      selectors = newSelectors;
    },
    show(number) {
      const isToChange = number ?? shown;
      shown = number;
      hiding = false;
      if (met.texts.length > 0) writer.write(read(document, new Map(), met));
      else if (isToChange) scan(document);
      met = nothingFound();
      hidden.reveal();
    },
    hide() {
      hiding = true;
      met = nothingFound();
      scan(document);
    },
    reveal() {
      if (!hiding) return;
      hiding = false;
      if (shown) scan(document);
      hidden.reveal();
    },
  };
}
