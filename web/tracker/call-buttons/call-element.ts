import { partsOf } from '../page/number-pattern.ts';
import type { Originals } from '../page/originals.ts';
import { closestTo, isLeftAlone, isText, showText } from '../page/page-places.ts';
import type { ShownNumber } from '../page/shown-number.ts';
import { type Overwrite, overwriteAttribute, overwriteText } from './overwrite.ts';
import { onPress } from './press.ts';

/** What call elements take from browser and page. */
export interface CallParts {
  /** Does one call with this device? Asked where there is such an element only. */
  readonly isPhone: () => boolean;
  readonly originals: Originals;
  /** Is told of each address that was dialled without a link. */
  readonly dialled: (href: string) => void;
}

/** An element that is a call button on phones, and says the number on all else. */
export interface CallElement {
  /** Returns whether anything had to be written. */
  readonly show: (number: ShownNumber) => boolean;
  /** It is as the page wrote it. */
  readonly restore: () => void;
}

const buttons = 'button,[role=button],[role=link]';
/** What is in one of these is pressed with it. */
const pressable = `a,label,summary,${buttons}`;
/** They are heard in place of the text. */
const names = ['aria-label', 'aria-labelledby'];

export function callElement(element: Element, { isPhone: onPhone, originals, dialled }: CallParts): CallElement {
  const isPhone = onPhone();
  const texts = new Map<Text, Overwrite>();
  const attributes = new Map<string, Overwrite>();
  const isA = (selector: string) => closestTo(element, selector) === element;
  const isLink = isA('a');
  const isButton = isA(buttons);
  const isPressed = !isLink && (isButton || isPhone) && !closestTo(element.parentElement, pressable);
  let added: Text | undefined;
  let href = '';
  const dial = () => {
    dialled(href);
    const link = element.ownerDocument.createElement('a');
    link.href = href;
    link.click();
  };
  const release = isPressed ? onPress(element, dial) : undefined;

  const attribute = (name: string) => {
    const known = attributes.get(name) ?? overwriteAttribute(element, name, originals);
    attributes.set(name, known);
    return known;
  };
  const text = (node: Text) => {
    const known = texts.get(node) ?? overwriteText(node, originals);
    texts.set(node, known);
    return known;
  };

  /** A button keeps its words, unless they are a number, which would not be the one that is dialled. */
  const keepsWords = (words: string) => {
    const hasName = words.trim() || element.firstElementChild || names.some((name) => element.hasAttribute(name));
    return isPhone && !!hasName && !/(\p{Nd}\P{Nd}*){7}/u.test(words);
  };
  const say = ({ e164, display }: ShownNumber): boolean => {
    const nodes = textsOf(element);
    const says = (words: string) => words.replace(/\D/g, '').includes(partsOf(e164)?.national ?? e164);
    const own = new Map(nodes.map((node) => [node, text(node).own() ?? '']));
    if (keepsWords([...own.values()].join(''))) return false;
    const unsaid = names.filter((name) => !says(element.getAttribute(name) ?? ''));
    const isUnnamed = unsaid.map((name) => attribute(name).put(null)).includes(true);
    // The page's number is swapped where it stands, in the page's way of writing.
    if (says(nodes.map((node) => node.nodeValue).join(''))) return isUnnamed;
    const first = nodes.find((node) => own.get(node)?.trim()) ?? nodes[0] ?? (added = element.appendChild(new Text()));
    const filled = (words: string) => words.replace(/\S(?:.*\S)?|^\s*$/s, () => display);
    return (
      [first, ...nodes.filter((node) => node !== first)]
        .map((node) => text(node).put((node === first ? filled : withoutWords)(own.get(node) ?? '')))
        .includes(true) || isUnnamed
    );
  };

  return {
    show(number) {
      href = number.href;
      const written = [say(number), attribute('data-leaseline-call').put(isPhone ? 'button' : 'number')];
      if (isLink) written.push(attribute('href').put(href));
      if (isPressed && !isButton) {
        written.push(attribute('role').put('button'));
        if (attribute('tabindex').own() === null) written.push(attribute('tabindex').put('0'));
      }
      return written.includes(true);
    },
    restore() {
      for (const one of [...texts.values(), ...attributes.values()]) one.restore();
      added?.remove();
      release?.();
    },
  };
}

/** Those that people see, in order. */
function textsOf(element: Element): Text[] {
  const found: Text[] = [];
  const walker = element.ownerDocument.createTreeWalker(element, showText);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // A picture's title is its own.
    if (isText(node) && !isLeftAlone(node) && !closestTo(node.parentElement, 'title,desc')) found.push(node);
  }
  return found;
}

/** Space between elements stays. */
function withoutWords(words: string): string {
  return words.trim() ? '' : words;
}
