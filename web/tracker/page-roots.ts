import type { Found } from './page-places.ts';

/** Open shadow roots and frames of the same origin, which are pages of their own to everything that looks at a page. */
export interface PageRoots {
  /** The pages within what was found. */
  within(found: Found): Node[];
}

/** Tells of each root when it is first met, and of each that is made later: to be watched, and what is in it read. */
export function pageRoots(met: (root: Node) => void): PageRoots {
  const known = new WeakSet<Node>();
  const meet = (root: Node) => {
    if (known.has(root)) return;
    known.add(root);
    met(root);
  };
  // Nothing else tells when an element gets its shadow root.
  Object.defineProperty(Element.prototype, 'attachShadow', {
    ...Object.getOwnPropertyDescriptor(Element.prototype, 'attachShadow'),
    value: new Proxy(Element.prototype['attachShadow'], {
      apply(attach, element: Element, args: [ShadowRootInit]) {
        const root = Reflect.apply(attach, element, args);
        if (root.mode === 'open') meet(root);
        return root;
      },
    }),
  });
  return {
    within({ shadowRoots, frames }) {
      const roots: Node[] = [...shadowRoots];
      for (const frame of frames) {
        if (!known.has(frame))
          frame.addEventListener('load', () => frame.contentDocument && meet(frame.contentDocument));
        known.add(frame);
        if (frame.contentDocument) roots.push(frame.contentDocument);
      }
      roots.forEach(meet);
      return roots;
    },
  };
}
