import { hiddenElements } from './hidden-elements.ts';
import { keepOriginals, type Originals } from './originals.ts';
import {
  elementOf,
  isServerRendered,
  isText,
  lookThrough,
  nothingFound,
  type Place,
  selectedIn,
} from './page-places.ts';
import { type Rewrites, rewrite, rewriteSelected } from './page-rewrites.ts';
import type { ShownNumber } from './shown-number.ts';

/** The numbers on the page. What the page adds later is met by whoever follows it. */
export interface PageNumbers {
  /** Which numbers (E.164) are the tracker's business, and which elements (CSS selectors) hold one in some other form. */
  lookFor(numbers: readonly string[], selectors: readonly string[]): void;
  /** Puts the number in their place; `undefined` brings the page's own back. Ends `hide`. */
  show(number: ShownNumber | undefined): void;
  /** Makes them invisible, for a moment only; they keep their place in the layout. */
  hide(): void;
  readonly reveal: () => void;
  /** From now on these hold, and the page is somebody else's to watch. Returns what it changed until now, the first `mostChanges`. */
  follow(rules: PageRules): readonly MutationRecord[];
  readonly originals: Originals;
  /** Is there anything to show, or to hide? */
  readonly isAtWork: () => boolean;
  readonly isHiding: () => boolean;
  /** What is to stand in a part of the page, and in the pages within it. All is read before anything is written. */
  readonly read: (part: Node, rewrites?: Rewrites) => Rewrites;
  /** Writes it, or hides what it is about. */
  readonly act: (rewrites: Rewrites) => void;
  /** Does both, where there is anything to do. */
  readonly scan: (part: Node) => void;
}

/** What only those know who see how the page changes. */
export interface PageRules {
  /** Nothing is to be written there: not yet, or not any more. */
  isLeft(place: Place): boolean;
  wrote(place: Place): void;
  /** The pages within a part of the page. */
  within(part: Node): readonly Node[];
}

/** So many changes are kept for whoever follows. */
export const mostChanges = 1000;

/** Stands for the number that is not known yet, where it is only asked whether there is one of the page's. */
const anyNumber: ShownNumber = { e164: '', display: '\n', href: '' };

export function pageNumbers(): PageNumbers {
  const originals = keepOriginals();
  const hidden = hiddenElements();
  let rules: PageRules = { isLeft: (place) => isServerRendered(elementOf(place)), wrote() {}, within: () => [] };
  let numbers: readonly string[] = [];
  let selectors: readonly string[] = [];
  let shown: ShownNumber | undefined;
  let hiding = false;
  /** What was met while hiding, so that it need not be looked for again. */
  let met = nothingFound();

  const isAtWork = () => hiding || shown !== undefined;
  const read = (part: Node, rewrites: Rewrites = new Map(), found = lookThrough(part)): Rewrites => {
    const rewriting = { originals, numbers, to: hiding ? anyNumber : shown };
    rewrite(rewrites, found, rewriting);
    for (const place of found.leftAlone) rewrites.set(place, originals.of(place));
    const selected = selectors.flatMap((selector) => selectedIn(part, selector));
    for (const element of new Set(selected)) rewriteSelected(rewrites, element, rewriting);
    if (found !== met) for (const root of rules.within(part)) read(root, rewrites);
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
      if (!rules.isLeft(place)) hidden.hide(elementOf(place));
    }
  };
  const write = (rewrites: Rewrites) => {
    for (const [place, value] of rewrites) {
      if (value === place.nodeValue || rules.isLeft(place)) continue;
      originals.write(place, value);
      rules.wrote(place);
    }
  };
  const act = (rewrites: Rewrites) => (hiding ? conceal : write)(rewrites);
  const scan = (part: Node) => {
    if (isAtWork()) act(read(part));
  };
  // Until somebody follows the page, what the parser adds. No more than that: a page that adds for ever must not keep us for ever.
  const changes: MutationRecord[] = [];
  const observer = new MutationObserver((records) => {
    if (changes.push(...records) > mostChanges) observer.disconnect();
    else for (const { addedNodes } of records) addedNodes.forEach(scan);
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  return {
    originals,
    isAtWork,
    isHiding: () => hiding,
    read,
    act,
    scan,
    follow(better) {
      observer.disconnect();
      rules = better;
      return changes;
    },
    lookFor(newNumbers, newSelectors) {
      // Of what was shown before the page may have copies by now, which are ours to keep right.
      const unique = [...new Set([...newNumbers, ...numbers].concat(shown?.e164 ?? []))];
      if (unique.length > numbers.length || newSelectors.length > 0) met = nothingFound();
      numbers = unique;
      selectors = newSelectors;
    },
    show(number) {
      const isToChange = number ?? shown;
      shown = number;
      hiding = false;
      if (met.texts.length > 0) write(read(document, new Map(), met));
      else if (isToChange) write(read(document));
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
      scan(document);
      hidden.reveal();
    },
  };
}
