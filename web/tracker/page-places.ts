/** Where numbers are left alone: code, what people type, and what the page's author marked. */
const leftAlone = 'script,style,noscript,textarea,[contenteditable],[data-noswap]';

/** Where a number can stand: a text, or a telephone link's address. */
export type Place = Text | HTMLAnchorElement;

/** Every place in `root`, in document order. */
export function placesIn(root: Node): Place[] {
  const places: Place[] = [];
  if (elementOf(root)?.closest(leftAlone)) return places;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
    acceptNode: (node) =>
      node instanceof Element && node.matches(leftAlone) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  });
  for (let node: Node | null = root; node; node = walker.nextNode()) {
    if (node instanceof Text || isTelephoneLink(node)) places.push(node);
  }
  return places;
}

/** The elements that a selector names in, at or around `root`. An invalid selector names none. */
export function selectedIn(root: Node, selector: string): HTMLElement[] {
  try {
    const around = elementOf(root)?.closest(selector);
    const inside = root instanceof Element ? [...root.querySelectorAll(selector)] : [];
    return [around, ...inside].filter((element): element is HTMLElement => element instanceof HTMLElement);
  } catch {
    return [];
  }
}

/** The node itself, or the element that a text stands in. */
export function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

export function isTelephoneLink(node: unknown): node is HTMLAnchorElement {
  return node instanceof HTMLAnchorElement && /^tel:/i.test(node.getAttribute('href') ?? '');
}
