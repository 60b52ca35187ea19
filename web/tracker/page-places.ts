import { isTelephoneAddress } from './telephone-link.ts';

/** Where numbers are left alone: code, what people type, what the page's author marked, and links to chats, whoever they name. */
const leftAlone = [
  'head,script,style,noscript,textarea,template,[data-noswap]',
  '[contenteditable]:not([contenteditable="false" i])',
  ...['sms:', 'whatsapp', 'viber:', '//wa.me/', '//t.me/'].map((address) => `[href*="${address}" i]`),
].join();

const buttons = ['button', 'submit', 'reset'].map((type) => `input[type="${type}" i]`).join();

/** What people see or hear besides text, and the addresses of links. */
const attributeNames = [
  'href',
  'xlink:href',
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'title',
  'alt',
  'placeholder',
  'label',
];
export const watchedAttributes = [...attributeNames, 'value'];
const withAttributes = `a,area,iframe,frame,object,${buttons},${attributeNames
  .slice(2)
  .map((name) => `[${name}]`)
  .join()}`;

/** Where a number can stand. */
export type Place = Text | Attr;

/** What there is in a part of a page; texts and attributes only if they hold a digit. */
export interface Found {
  readonly texts: Text[];
  readonly attributes: Attr[];
  /** Open shadow roots. They are pages of their own for walkers, selectors and observers. */
  readonly shadowRoots: ShadowRoot[];
  readonly frames: FrameElement[];
}

export type FrameElement = HTMLIFrameElement | HTMLFrameElement | HTMLObjectElement;

/** Blocks that hold digits of other scripts; most signs of Latin text, as dashes and quotes, stand in neither. */
const perhapsADigit = /[\d\u0660-\u1fff\ua620-\uffff]/;

/** Patterns of Unicode properties are slow to be made: most texts are told by the first alone. */
const holdsADigit = (text: string) => perhapsADigit.test(text) && (/\d/.test(text) || /\p{Nd}/u.test(text));

export function nothingFound(): Found {
  return { texts: [], attributes: [], shadowRoots: [], frames: [] };
}

/** Everything in `root`, in document order. */
export function lookThrough(root: Node): Found {
  const found = nothingFound();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node: Node | null = root; node; node = walker.nextNode()) {
    if (isText(node)) {
      if (holdsADigit(node.data) && !isLeftAlone(node)) found.texts.push(node);
    } else if (isElement(node) && node.shadowRoot) found.shadowRoots.push(node.shadowRoot);
  }
  for (const element of matching(root, withAttributes)) {
    if (isFrame(element)) found.frames.push(element);
    found.attributes.push(...attributesOf(element));
  }
  return found;
}

export function attributesOf(element: Element): Attr[] {
  const names = element.matches(buttons) ? watchedAttributes : attributeNames;
  const attributes = names.flatMap((name) => {
    const value = element.getAttribute(name);
    return value !== null && holdsADigit(value) ? (element.getAttributeNode(name) ?? []) : [];
  });
  return attributes.length > 0 && isLeftAlone(element) ? [] : attributes;
}

/** The elements that a selector names in or around `root`. An invalid selector names none. */
export function selectedIn(root: Node, selector: string): Element[] {
  try {
    const around = (isElement(root) ? root.parentElement : elementOf(root))?.closest(selector);
    return [...(around ? [around] : []), ...matching(root, selector)];
  } catch {
    return [];
  }
}

function matching(root: Node, selector: string): Element[] {
  if (!isElement(root) && !isRoot(root)) return [];
  return [...(isElement(root) && root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)];
}

/** In the page, or in what holds its shadow root or frame. */
function isLeftAlone(node: Node): boolean {
  if (elementOf(node)?.closest(leftAlone)) return true;
  const root = node.getRootNode();
  if (isShadowRoot(root)) return isLeftAlone(root.host);
  if (root === document || !isDocument(root)) return false;
  const frame = root.defaultView?.frameElement;
  return root.designMode === 'on' || (frame !== null && frame !== undefined && isLeftAlone(frame));
}

/** The links in `root` that dial, itself included. */
export function telephoneLinksIn(root: Element): Attr[] {
  return matching(root, 'a,area').flatMap((link) => {
    const address = addressAround(link);
    return address && isTelephoneAddress(address.value) && !isLeftAlone(link) ? address : [];
  });
}

/** The address of the link that a node belongs to. */
export function addressAround(node: Node): Attr | undefined {
  const link = elementOf(node)?.closest('a,area');
  return link?.getAttributeNode('href') ?? link?.getAttributeNode('xlink:href') ?? undefined;
}

/** All texts in `root`, also those without a digit. */
export function textsIn(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (isText(node) && !isLeftAlone(node)) texts.push(node);
  }
  return texts;
}

/** The node itself, or the element that it belongs to. */
export function elementOf(node: Node): Element | null {
  if (isElement(node)) return node;
  return isAttribute(node) ? node.ownerElement : node.parentElement;
}

// By type, not `instanceof`: a frame has classes of its own.
export function isText(node: Node): node is Text {
  return node.nodeType === Node.TEXT_NODE;
}

export function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE;
}

export function isAttribute(node: Node): node is Attr {
  return node.nodeType === Node.ATTRIBUTE_NODE;
}

export function isPlace(node: Node): node is Place {
  return isText(node) || isAttribute(node);
}

function isDocument(node: Node): node is Document {
  return node.nodeType === Node.DOCUMENT_NODE;
}

function isShadowRoot(node: Node): node is ShadowRoot {
  return node.nodeType === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node;
}

function isRoot(node: Node): node is Document | ShadowRoot {
  return isDocument(node) || isShadowRoot(node);
}

function isFrame(element: Element): element is FrameElement {
  return 'contentDocument' in element;
}
