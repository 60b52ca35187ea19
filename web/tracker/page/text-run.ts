import { elementOf, isElement, isText, showElement, showText } from './page-places.ts';

/**
 * Elements that do not end a line, and that nobody clicks on. A link is no such: what is in it belongs together. Nor is what stands
 * raised: the digit of a footnote is none of the number.
 */
const inline =
  ' abbr b bdi bdo big br code del em font i ins kbd mark nobr s small span strike strong time tspan tt u wbr ';

/** No line that a person reads has more pieces; what goes on longer is a document in one block. */
const longest = 500;

/** A text, or a line break. */
export type Piece = Text | Element;

/** What is read in one go with this text: all of its block, in order, whatever inline elements it is split over. */
export function runOf(text: Text): Piece[] {
  const walker = document.createTreeWalker(text.getRootNode(), showElement | showText);
  const block = blockOf(text);
  const collect = (step: () => Node | null) => {
    walker.currentNode = text;
    const pieces: Piece[] = [];
    for (let node = step(); node && pieces.length < longest; node = step()) {
      if (isText(node)) {
        if (blockOf(node) !== block) break;
        pieces.push(node);
      } else if (isElement(node)) {
        if (!isInline(node)) break;
        if (node.localName === 'br') pieces.push(node);
      }
    }
    return pieces;
  };
  const before = collect(() => walker.previousNode()).reverse();
  return [...before, text, ...collect(() => walker.nextNode())];
}

/** Do the styles of the page, too, keep this piece in the line? */
export function staysInLine(piece: Piece): boolean {
  for (let element = elementOf(piece); element && isInline(element); element = element.parentElement) {
    if (element.localName !== 'br' && !/^(inline|contents)/.test(getComputedStyle(element).display)) return false;
  }
  return true;
}

function blockOf(text: Text): Node | null {
  let node: Node | null = text.parentNode;
  while (node && isElement(node) && isInline(node)) node = node.parentNode;
  return node;
}

/** What the author marked is a thing of its own. */
function isInline(element: Element): boolean {
  return (
    inline.includes(` ${element.localName} `) &&
    !element.hasAttribute('data-noswap') &&
    !element.hasAttribute('contenteditable')
  );
}
