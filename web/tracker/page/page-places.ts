import { tried } from '../../fields.ts';

/** `NodeFilter.SHOW_ELEMENT` and `SHOW_TEXT`: numbers of the DOM standard, as each class of the browser takes time to be made. */
export const showElement = 1;
export const showText = 4;

/** Where numbers are left alone: code, what people type or send, what the page's author marked, and links to chats, whoever they name. */
const leftAlone =
  'head,script,style,noscript,textarea,template,option:not([value]):not([label]),[data-noswap],[contenteditable]:not([contenteditable=false i]),' +
  '[href*="sms:" i],[href*=whatsapp i],[href*="viber:" i],[href*="//wa.me/" i],[href*="//t.me/" i]';

const buttons = 'input[type=button i],input[type=submit i],input[type=reset i]';

/** What people see or hear besides text, and the addresses of links. */
export const watchedAttributes =
  'href xlink:href aria-label aria-description aria-valuetext title alt placeholder label value'.split(' ');
/** Whoever sets these has the places inside left alone from then on, or no longer. */
export const markingAttributes = ['contenteditable', 'data-noswap'];
/** Of links, by whatever element and in whatever namespace, those that dial: a browser makes an object for each that is looked at. */
const withAttributes = `[*|href*="tel:" i],[*|href*=callto i],${buttons},[${watchedAttributes.slice(2, -1).join('],[')}]`;

/** Where frameworks put what they rendered on the server, by the ids of their templates (`__next`, `__nuxt`, `__docusaurus`, `___gatsby`); `ssr` is Astro's, `data-hydrate` for all others. */
export const containers = '#root,[id$=-root],#app,[id$=-app],[id^=__],[data-hydrate],[data-server-rendered],[ssr]';

/** A page of Remix, React Router, Next.js or TanStack Start may be one such place as a whole. */
const wholePages = ['__remixContext', '__reactRouterContext', '__next_f', '$_TSR'];

/** The element is where a framework may have rendered on the server what it takes over in the browser. */
export function isServerRendered(element: Element | null): boolean {
  return !!closestTo(element, containers) || wholePages.some((name) => name in window);
}

/** Does the page have such a place? */
export function holdsServerRendered(): boolean {
  return isServerRendered(document.querySelector(containers));
}

/** Where a number can stand. */
export type Place = Text | Attr;

/** What there is in a part of a page. */
export interface Found {
  readonly texts: Text[];
  readonly attributes: Attr[];
  /** Where nothing is to be swapped, or no longer. */
  readonly leftAlone: Place[];
}

/** Blocks that hold digits of other scripts; most signs of Latin text, as dashes and quotes, stand in neither. */
const perhapsADigit = /[\d\u0660-\u1fff\ua620-\uffff]/;

/** Patterns of Unicode properties are slow to be made: most texts are told by the first alone. */
const holdsADigit = (text: string) => perhapsADigit.test(text) && (/\d/.test(text) || /\p{Nd}/u.test(text));

export function nothingFound(): Found {
  return { texts: [], attributes: [], leftAlone: [] };
}

/** Everything in `root`, in document order; of texts and attributes those that are `wanted`. */
export function lookThrough(root: Node, wanted: (text: string) => boolean = holdsADigit): Found {
  const found = nothingFound();
  if (isAttribute(root)) {
    if (isSwapped(root, wanted) && !isLeftAlone(root)) found.attributes.push(root);
    return found;
  }
  const walker = document.createTreeWalker(root, showText);
  for (let node: Node | null = root; node; node = walker.nextNode()) {
    if (wanted(node.nodeValue ?? '') && isText(node)) (isLeftAlone(node) ? found.leftAlone : found.texts).push(node);
  }
  for (const element of matching(root, withAttributes)) {
    const own = watchedAttributes.flatMap((name) => element.getAttributeNode(name) ?? []);
    const swapped = own.filter((attribute) => isSwapped(attribute, wanted));
    if (swapped.length > 0) (isLeftAlone(element) ? found.leftAlone : found.attributes).push(...swapped);
  }
  return found;
}

/** What is in a field is what people typed; only buttons show it. */
function isSwapped({ name, value, ownerElement }: Attr, wanted: (text: string) => boolean): boolean {
  return wanted(value) && (name !== 'value' || !!ownerElement?.matches(buttons));
}

/** The elements that a selector names in or around `root`. An invalid selector names none. */
export function selectedIn(root: Node, selector: string): Element[] {
  return (
    tried(() =>
      [
        closestTo(isElement(root) ? root.parentElement : elementOf(root), selector) ?? [],
        matching(root, selector),
      ].flat(),
    ) ?? []
  );
}

/** Those in `root`, or it, that a selector names. */
export function matching(root: Node, selector: string): Element[] {
  if (!isParent(root)) return [];
  return [...(isElement(root) && closestTo(root, selector) === root ? [root] : []), ...root.querySelectorAll(selector)];
}

/** In the page, or in what holds its shadow root or frame. */
export function isLeftAlone(node: Node): boolean {
  const element = elementOf(node);
  if (closestTo(element, leftAlone)) return true;
  const root = (element ?? node).getRootNode();
  if (!isParent(root)) return false;
  if ('host' in root) return isLeftAlone(root.host);
  if (!('designMode' in root)) return false;
  const frame = root.defaultView?.frameElement;
  return root.designMode === 'on' || (!!frame && isLeftAlone(frame));
}

/** The address of the link that a node belongs to. */
export function addressAround(node: Node): Attr | undefined {
  const link = closestTo(elementOf(node), 'a,area');
  return link?.getAttributeNode('href') ?? link?.getAttributeNode('xlink:href') ?? undefined;
}

/** As `element.closest`, which in a form may be one of its fields. */
export function closestTo(element: Element | null, selector: string): Element | null {
  return element && Element.prototype.closest.call(element, selector);
}

/** The node itself, or the element that it belongs to. */
export function elementOf(node: Node): Element | null {
  if (isElement(node)) return node;
  return isAttribute(node) ? node.ownerElement : node.parentElement;
}

// By type, not `instanceof`: a frame has classes of its own. The numbers are those of the DOM standard.
export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

export function isAttribute(node: Node): node is Attr {
  return node.nodeType === 2;
}

export function isText(node: Node): node is Text {
  return node.nodeType === 3;
}

function isParent(node: Node): node is Element | Document | ShadowRoot {
  return 'querySelectorAll' in node;
}
