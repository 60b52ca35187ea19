import type { Originals } from './originals.ts';
import { isAttribute, isElement, isText, markingAttributes, type Place, watchedAttributes } from './page-places.ts';

interface Change {
  readonly parts: Set<Node>;
  /** The page undid what had been written there. */
  overruled: boolean;
}

/** What the page changed in each node; `written` are the places in which the tracker wrote, and all around them, with what the page had said there. */
export function changesOf(
  records: readonly MutationRecord[],
  originals: Originals,
  written: WeakMap<Node, string>,
): Map<Node, Change> {
  const changes = new Map<Node, Change>();
  for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
    const change = changes.get(target) ?? { parts: new Set(), overruled: false };
    const place = isElement(target) ? attributeName && target.getAttributeNode(attributeName) : target;
    if (type === 'childList') {
      for (const node of addedNodes) if (node.isConnected) change.parts.add(node);
      change.overruled ||= [...removedNodes].some((node) => written.has(node));
    } else if (markingAttributes.includes(attributeName ?? '')) {
      change.parts.add(target);
    } else if (place && (isText(place) || isWatched(place)) && originals.of(place) === place.nodeValue) {
      change.parts.add(place);
      // A list that uses its rows again says something else there.
      change.overruled ||= written.has(target) && (written.get(place) ?? place.nodeValue) === place.nodeValue;
    }
    if (change.parts.size > 0 || change.overruled) changes.set(target, change);
  }
  return changes;
}

function isWatched(node: Node): node is Attr {
  return isAttribute(node) && watchedAttributes.includes(node.name);
}

/** The place itself first. */
export function ancestors(place: Place): Node[] {
  const found: Node[] = [place];
  let node: Node | null = isAttribute(place) ? place.ownerElement : place.parentNode;
  // The parent of a form may be one of its own fields.
  for (; node && !found.includes(node); node = node.parentNode) found.push(node);
  return found;
}
