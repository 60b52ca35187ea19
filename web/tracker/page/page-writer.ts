import { costs, lastsUntil } from './give-way.ts';
import type { Originals } from './originals.ts';
import { elementOf, isAttribute, isElement, isText, markingAttributes, type Place } from './page-places.ts';
import type { Rewrites } from './page-rewrites.ts';

/** Writes into the page, unless somebody else will have the last word there. */
export interface PageWriter {
  readonly write: (rewrites: Rewrites) => void;
  /** As an answer to what the page changed in `target`. */
  readonly answer: (rewrites: Rewrites, target: Node, change: Change) => void;
  /** What the page changed in each node. */
  readonly changesOf: (records: readonly MutationRecord[]) => Map<Node, Change>;
}

interface Change {
  readonly parts: Set<Node>;
  /** The page undid what had been written there. */
  overruled: boolean;
}

/** `isAwaited` says where nothing is to be written yet. */
export function pageWriter(originals: Originals, isAwaited: (element: Element | null) => boolean): PageWriter {
  const written = new WeakSet<Node>();
  const lasting = new WeakMap<Node, number>();
  const givenUp = new WeakSet<Node>();

  const isLeft = (place: Place) => ancestors(place).some((node) => givenUp.has(node)) || isAwaited(elementOf(place));
  const due = (rewrites: Rewrites) =>
    [...rewrites].filter(([place, value]) => value !== place.nodeValue && !isLeft(place));
  const write: PageWriter['write'] = (rewrites) => {
    for (const [place, value] of due(rewrites)) {
      originals.write(place, value);
      for (const node of ancestors(place)) written.add(node);
    }
  };
  return {
    write,
    answer(rewrites, target, { parts, overruled }) {
      if (due(rewrites).length === 0) return;
      const cost = overruled ? costs.overruled : costs.added;
      const until = lastsUntil(lasting.get(target) ?? 0, cost, performance.now());
      lasting.set(target, until);
      if (until < Infinity) write(rewrites);
      else for (const part of parts) givenUp.add(part);
    },
    changesOf(records) {
      const changes = new Map<Node, Change>();
      for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
        const change = changes.get(target) ?? { parts: new Set(), overruled: false };
        const place = isElement(target) ? attributeName && target.getAttributeNode(attributeName) : target;
        if (type === 'childList') {
          for (const node of addedNodes) if (node.isConnected) change.parts.add(node);
          change.overruled ||= [...removedNodes].some((node) => written.has(node));
        } else if (markingAttributes.includes(attributeName ?? '')) {
          change.parts.add(target);
        } else if (place && (isText(place) || isAttribute(place)) && !originals.isOurs(place)) {
          change.parts.add(place);
          change.overruled ||= written.has(target);
        }
        if (change.parts.size > 0 || change.overruled) changes.set(target, change);
      }
      return changes;
    },
  };
}

/** The place itself first. */
function ancestors(place: Place): Node[] {
  const found: Node[] = [place];
  let node: Node | null = isAttribute(place) ? place.ownerElement : place.parentNode;
  for (; node; node = node.parentNode) found.push(node);
  return found;
}
