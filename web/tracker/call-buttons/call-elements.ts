import { type MarkedElements, mostWrites } from '../page/marked-elements.ts';
import { isLeftAlone } from '../page/page-places.ts';
import type { ShownNumber } from '../page/shown-number.ts';
import { type CallElement, type CallParts, callElement } from './call-element.ts';

interface Dressed extends CallElement {
  /** The number that it was given last. */
  readonly of?: string;
  /** So often somebody else has written something else since. */
  readonly overruled: number;
}

/**
 * Makes the elements that ask for it call buttons on phones, and the number on all else. Returns what gives them a number; without one they
 * are as the page wrote them.
 */
export function callElements(marked: MarkedElements, parts: CallParts): (number: ShownNumber | undefined) => void {
  const dressed = new Map<Element, Dressed>();
  const givenUp = new WeakSet<Element>();
  let shown: ShownNumber | undefined;

  const undress = (element: Element, { restore }: CallElement) => {
    restore();
    dressed.delete(element);
  };
  const dress = (element: Element, number: ShownNumber) => {
    const before = dressed.get(element) ?? { ...callElement(element, parts), overruled: 0 };
    const isWritten = before.show(number);
    const overruled = before.overruled + (isWritten && before.of === number.e164 ? 1 : 0);
    dressed.set(element, { ...before, of: number.e164, overruled });
    if (overruled < mostWrites) return;
    givenUp.add(element);
    undress(element, before);
  };
  const look = () => {
    const found = shown ? [...marked.find('data-leaseline-call')] : [];
    const wanted = new Set(found.filter((element) => !isLeftAlone(element) && !givenUp.has(element)));
    for (const [element, one] of dressed) if (!wanted.has(element)) undress(element, one);
    for (const element of wanted) if (shown && !marked.isAwaited(element)) dress(element, shown);
  };
  marked.onChange(look);
  return (number) => {
    shown = number;
    look();
  };
}
