import { type MarkedElements, mostWrites } from './marked-elements.ts';

/** What we have put into an element, and what brings back what the page had there. */
interface Written {
  readonly text: string;
  readonly restoreText: () => void;
  readonly restoreNames: () => void;
  readonly times: number;
}

/** The elements of a page that want the code. */
export interface CodeElements {
  /** Puts the code into each, or what the page had there; false where there is none. */
  show(code: string | undefined): boolean;
}

export function codeElements({ find, isAwaited }: MarkedElements): CodeElements {
  const written = new Map<Element, Written>();

  const put = (element: Element, code: string) => {
    const text = inGroups(code, '\u00a0');
    const before = written.get(element);
    const isOurs = before?.text === element.textContent;
    if ((isOurs && before?.text === text) || (before?.times ?? 0) >= mostWrites || isAwaited(element)) return;
    const replaced = replaceText(element, text);
    written.set(element, {
      text,
      restoreText: isOurs && before ? before.restoreText : replaced,
      restoreNames: before?.restoreNames ?? keepNames(element),
      times: (before?.times ?? 0) + (isOurs ? 0 : 1),
    });
    // Read digit by digit, group by group. A name is heard only where there is a role.
    if (!element.matches('[role],a,button,output')) element.setAttribute('role', 'img');
    element.setAttribute('aria-label', inGroups(code.replace(/\B/g, ' '), ', '));
  };

  const takeBack = (element: Element, { text, restoreText, restoreNames }: Written) => {
    if (element.textContent === text) restoreText();
    restoreNames();
    written.delete(element);
  };

  return {
    show(code) {
      const wanted = find('data-leaseline-code');
      for (const [element, before] of written) if (!code || !wanted.has(element)) takeBack(element, before);
      if (code) for (const element of wanted) put(element, code);
      return wanted.size > 0;
    },
  };
}

/** The text that the page has there is changed itself: a framework may hold on to it. Returns what brings the page's own back. */
function replaceText(element: Element, text: string): () => void {
  const own = [...element.childNodes];
  const [only] = own;
  if (own.length === 1 && only && only.nodeType === Node.TEXT_NODE) {
    const ownText = only.nodeValue;
    only.nodeValue = text;
    return () => {
      only.nodeValue = ownText;
    };
  }
  element.replaceChildren(text);
  return () => element.replaceChildren(...own);
}

function keepNames(element: Element): () => void {
  const own = ['role', 'aria-label'].map((name) => [name, element.getAttribute(name)] as const);
  return () => {
    for (const [name, value] of own) {
      if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
  };
}

/** `481 03 95`; of digits with blanks between them the same. */
function inGroups(digits: string, between: string): string {
  const size = digits.includes(' ') ? 2 : 1;
  return [digits.slice(0, 3 * size), digits.slice(3 * size, 5 * size), digits.slice(5 * size)]
    .map((group) => group.trim())
    .join(between);
}
