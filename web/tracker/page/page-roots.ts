import { type Found, isFrame } from './page-places.ts';

/** Open shadow roots and frames of the same origin, which are pages of their own to everything that looks at a page. */
export interface PageRoots {
  /** The pages within what was found. */
  within(found: Found): Node[];
}

/** Tells of each root when it is first met, and of each that is made later: to be watched, and what is in it read. */
export function pageRoots(met: (root: Node) => void): PageRoots {
  const known = new WeakSet<Node>();
  const isNew = (node: Node) => !known.has(node) && known.add(node);
  const meet = (root: Node | null) => root && isNew(root) && met(root);
  // Nothing else tells when an element gets its shadow root.
  Element.prototype.attachShadow = new Proxy(Element.prototype['attachShadow'], {
    apply(attach, element: Element, args: [ShadowRootInit]) {
      const root = Reflect.apply(attach, element, args);
      if (root.mode === 'open') meet(root);
      return root;
    },
  });
  return {
    within({ holders }) {
      return holders.flatMap((holder) => {
        if (isFrame(holder) && isNew(holder)) holder.addEventListener('load', () => meet(holder.contentDocument));
        const root = isFrame(holder) ? holder.contentDocument : holder.shadowRoot;
        meet(root);
        return root ?? [];
      });
    },
  };
}
