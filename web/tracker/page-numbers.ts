import { hiddenElements } from './hidden-elements.ts';
import { elementOf, placesIn, selectedIn } from './page-places.ts';
import { makeRewriter } from './rewrite-places.ts';
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
  const rewriter = makeRewriter();
  const hidden = hiddenElements();
  let numbers: readonly string[] = [];
  let selectors: readonly string[] = [];
  let shown: ShownNumber | undefined;
  let hiding = false;

  const scan = (root: Node) => {
    const selected = selectors.flatMap((selector) => selectedIn(root, selector));
    for (const place of placesIn(root)) {
      if (selected.some((element) => element.contains(place))) continue;
      if (hiding && rewriter.mentions(place, numbers)) hidden.hide(elementOf(place));
      rewriter.place(place, numbers, shown);
    }
    for (const element of selected) {
      if (hiding) hidden.hide(element);
      rewriter.element(element, numbers, shown);
    }
  };
  const scanAll = () => scan(document.documentElement);
  watchPage((node) => {
    if (hiding || shown) scan(node);
  });

  return {
    lookFor(newNumbers, newSelectors) {
      numbers = newNumbers;
      selectors = newSelectors;
    },
    show(number) {
      shown = number;
      hiding = false;
      scanAll();
      hidden.reveal();
    },
    hide() {
      hiding = true;
      scanAll();
    },
    reveal() {
      hiding = false;
      hidden.reveal();
    },
  };
}
