import { awaitHydration } from './hydration.ts';
import { markingAttributes, matching } from './page-places.ts';

/** By these attributes an element asks for something of the visitor's. */
const marks = ['data-leaseline-code', 'data-leaseline-call'] as const;
export type Mark = (typeof marks)[number];

/** ms until what the page changed is looked at, all of it together. */
const pause = 50;

/** So often what somebody else writes into an element is written over; then they have the last word there. */
export const mostWrites = 5;

/** The elements with such an attribute in the page and in the pages within it. */
export interface MarkedElements {
  readonly find: (mark: Mark) => Set<Element>;
  /** A framework is still to take it over: nothing is written there until then. */
  readonly isAwaited: (element: Element) => boolean;
  /** From now on this part of the page belongs to it. */
  readonly watch: (root: Node) => void;
  /** Runs `act` whenever there may be other elements, or somebody has written into one. */
  readonly onChange: (act: () => void) => void;
}

export function markedElements(): MarkedElements {
  const roots = new Set<Node>();
  const listeners: (() => void)[] = [];
  const changed = () => {
    for (const act of listeners) act();
  };
  const isAwaited = awaitHydration(changed);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      changed();
    }, pause);
  });
  const attributeFilter = [...marks, ...markingAttributes, 'href'];
  return {
    isAwaited,
    find: (mark) => new Set([...roots].flatMap((root) => matching(root, `[${mark}]`))),
    watch(root) {
      roots.add(root);
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributeFilter });
      changed();
    },
    onChange: (act) => listeners.push(act),
  };
}
