import { matching } from './page-places.ts';

/** Open shadow roots and frames of the same origin, which are pages of their own to everything that looks at a page. */
export interface PageRoots {
  /** The pages within a part of a page. */
  readonly within: (part: Node) => Node[];
}

/** Tells of each root when it is first met, and of each that is made later: to be watched, and what is in it read. */
export function pageRoots(met: (root: Node) => void): PageRoots {
  const known = new WeakSet<Node>();
  const isNew = (node: Node) => !known.has(node) && known.add(node);
  const meet = (root: Node | null) => root && isNew(root) && met(root);
  // Nothing else tells when an element gets its shadow root.
  const attachShadow = new Proxy(Element.prototype['attachShadow'], {
    apply(attach, element: Element, args: [ShadowRootInit]) {
      const root = Reflect.apply(attach, element, args);
      if (root.mode === 'open') meet(root);
      return root;
    },
  });
  // Does nothing on a page that has frozen what browsers come with.
  Reflect.set(Element.prototype, 'attachShadow', attachShadow);
  return {
    within(part) {
      const found: Node[] = [];
      for (const holder of matching(part, '*')) {
        if (isFrame(holder) && isNew(holder)) holder.addEventListener('load', () => meet(holder.contentDocument));
        const root = holder.shadowRoot ?? (isFrame(holder) ? holder.contentDocument : null);
        if (!root) continue;
        meet(root);
        found.push(root);
      }
      return found;
    },
  };
}

function isFrame(element: Element): element is HTMLIFrameElement | HTMLFrameElement | HTMLObjectElement {
  return 'contentDocument' in element;
}
