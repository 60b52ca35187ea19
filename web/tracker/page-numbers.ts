import { hiddenElements } from './hidden-elements.ts';
import { awaitHydration } from './hydration.ts';
import { keepOriginals } from './originals.ts';
import {
  attributesOf,
  elementOf,
  type Found,
  isAttribute,
  lookThrough,
  nothingFound,
  selectedIn,
} from './page-places.ts';
import { linesOf, type Rewrites, rewritesOf, rewritesOfSelected, textsWithNumber } from './page-rewrites.ts';
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
  reveal(): void;
}

export function pageNumbers(): PageNumbers {
  const originals = keepOriginals();
  const isAwaited = awaitHydration(() => (hiding || shown) && scanAll());
  const writer = pageWriter(originals, isAwaited);
  const hidden = hiddenElements();
  let numbers: readonly string[] = [];
  let selectors: readonly string[] = [];
  let shown: ShownNumber | undefined;
  let hiding = false;
  let everShown = false;
  /** What was met while hiding, so that it need not be looked for again. */
  let met = nothingFound();

  /** What is to stand in a part of the page, and in the pages within it. All is read before anything is written. */
  const read = (part: Node, rewrites: Rewrites = new Map(), found = foundIn(part)): Rewrites => {
    const selected = new Set(selectors.flatMap((selector) => selectedIn(part, selector)));
    const rewriting = { originals, numbers, to: shown };
    const lines = linesOf(found.texts, rewriting);
    if (hiding) {
      const texts = textsWithNumber(lines, rewriting);
      for (const element of [...texts.map(elementOf), ...selected]) if (!isAwaited(element)) hidden.hide(element);
      met.texts.push(...texts);
      met.attributes.push(...found.attributes);
    }
    if (everShown) {
      for (const [place, value] of rewritesOf(lines, found.attributes, rewriting)) rewrites.set(place, value);
      for (const element of selected) {
        for (const [place, value] of rewritesOfSelected(element, rewriting)) rewrites.set(place, value);
      }
    }
    for (const root of roots.within(found)) read(root, rewrites);
    return rewrites;
  };
  const scanAll = () => writer.write(read(document));

  const onRecords = (records: readonly MutationRecord[]) => {
    if (!hiding && !shown) return;
    for (const [target, change] of writer.changesOf(records)) {
      const rewrites: Rewrites = new Map();
      for (const part of change.parts) read(part, rewrites);
      writer.answer(rewrites, target, change);
    }
  };
  const watch = watchPage(onRecords);
  const roots = pageRoots((root) => {
    watch(root);
    if (hiding || shown) writer.write(read(root));
  });
  watch(document);
  // Shadow roots that the parser makes are told of by nothing.
  document.addEventListener('DOMContentLoaded', () => (hiding || shown) && scanAll());

  return {
    lookFor(newNumbers, newSelectors) {
      const unique = [...new Set(newNumbers)];
      if (unique.join() !== numbers.join() || newSelectors.length > 0) met = nothingFound();
      numbers = unique;
      selectors = newSelectors;
    },
    show(number) {
      shown = number;
      hiding = false;
      everShown ||= number !== undefined;
      if (met.texts.length > 0) writer.write(read(document, new Map(), met));
      else scanAll();
      met = nothingFound();
      hidden.reveal();
    },
    hide() {
      hiding = true;
      met = nothingFound();
      scanAll();
    },
    reveal() {
      hiding = false;
      hidden.reveal();
    },
  };
}

function foundIn(part: Node): Found {
  if (!isAttribute(part)) return lookThrough(part);
  const attributes = part.ownerElement ? attributesOf(part.ownerElement).filter((attribute) => attribute === part) : [];
  return { ...nothingFound(), attributes };
}
