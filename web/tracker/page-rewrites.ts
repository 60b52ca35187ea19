import { edited, replaceNumbers, type WrittenNumber, writtenNumbers } from './number-text.ts';
import type { Originals } from './originals.ts';
import { addressAround, isText, type Place, telephoneLinksIn, textsIn } from './page-places.ts';
import type { ShownNumber } from './shown-number.ts';
import { leadsElsewhereBy, replaceLink } from './telephone-link.ts';
import { type Piece, runOf, staysInLine } from './text-run.ts';

/** What is to stand in each place; of places without a number, what the page itself says. */
export type Rewrites = Map<Place, string>;

/** Stands for the number that is not known yet, where it is only asked whether there is one of the page's. */
const anyNumber: ShownNumber = { e164: '', display: '\n', href: '' };

/** A text with fewer is no telephone number: "24/7". */
const fewestDigits = 4;

/** Puts numbers (E.164) into what was found; `undefined` as the number brings back what the page says itself. */
export interface Rewriting {
  readonly originals: Originals;
  readonly numbers: readonly string[];
  readonly to: ShownNumber | undefined;
}

/** Texts that are read in one go, and the numbers that are written in them. */
export interface Line {
  readonly pieces: readonly Piece[];
  readonly written: readonly WrittenNumber[];
}

/** The lines that these texts stand in, each once. */
export function linesOf(texts: readonly Text[], rewriting: Rewriting): Line[] {
  const seen = new Set<Piece>();
  return texts.flatMap((text) => {
    if (seen.has(text)) return [];
    const pieces = runOf(text);
    for (const piece of pieces) seen.add(piece);
    return { pieces, written: numbersIn(pieces, rewriting) };
  });
}

/** The texts that hold one of the numbers, or a part of one. */
export function textsWithNumber(lines: readonly Line[], { originals }: Rewriting): Text[] {
  return lines.flatMap(({ pieces, written }) => piecesOf(pieces, written, originals).filter(isText));
}

/** What is to stand in these lines and attributes. */
export function rewritesOf(lines: readonly Line[], attributes: readonly Attr[], rewriting: Rewriting): Rewrites {
  const { originals, numbers, to } = rewriting;
  const rewrites: Rewrites = new Map();
  for (const { pieces, written } of lines) {
    const edits = written.flatMap((one) => one.edits);
    forEachPiece(pieces, originals, (piece, start, end) => {
      const own = edits.flatMap((edit) =>
        edit.start < end && edit.end > start
          ? {
              start: Math.max(edit.start, start) - start,
              end: Math.min(edit.end, end) - start,
              by: edit.start >= start ? edit.by : '',
            }
          : [],
      );
      if (isText(piece)) rewrites.set(piece, to ? edited(originals.of(piece), own) : originals.of(piece));
    });
  }
  for (const attribute of attributes) {
    const original = originals.of(attribute);
    const replace = attribute.name.endsWith('href') ? replaceLink : replaceNumbers;
    const isOurs = to && !leadsElsewhere(attribute, rewriting);
    rewrites.set(attribute, isOurs ? replace(original, numbers, to) : original);
  }
  return rewrites;
}

/** What is to stand in an element that holds one number in some other form: in words, or not there yet. */
export function rewritesOfSelected(element: Element, rewriting: Rewriting): Rewrites {
  const { originals, to } = rewriting;
  const links = telephoneLinksIn(element);
  const rewrites: Rewrites = new Map(links.map((link) => [link, to?.href ?? originals.of(link)]));
  const texts = textsIn(element).filter((text) => !leadsElsewhere(text, rewriting));
  if (linesOf(texts, rewriting).some(({ written }) => written.length > 0)) return rewrites;
  // A link that says "Call us", or shows a picture, keeps what it says: only the address is ours.
  const digits = texts
    .map((text) => originals.of(text))
    .join('')
    .replace(/\P{Nd}/gu, '');
  if (links.length > 0 && digits.length < fewestDigits) return rewrites;
  const first = texts.find((text) => originals.of(text).trim() !== '') ?? texts[0] ?? (to && appendText(element));
  for (const text of new Set([...(first ? [first] : []), ...texts])) {
    rewrites.set(text, to ? (text === first ? to.display : '') : originals.of(text));
  }
  return rewrites;
}

/** A link that does not dial the number is to go on saying where it leads. */
function leadsElsewhere(node: Node, { numbers }: Rewriting): boolean {
  return leadsElsewhereBy(numbers, addressAround(node)?.value ?? '');
}

function numbersIn(run: readonly Piece[], rewriting: Rewriting): WrittenNumber[] {
  const { originals, numbers, to = anyNumber } = rewriting;
  const text = run.map((piece) => textOf(piece, originals)).join('');
  return writtenNumbers(text, numbers, to).filter((written) => {
    const pieces = piecesOf(run, [written], originals);
    if (pieces.length > 1 && !pieces.every(staysInLine)) return false;
    return !pieces.some((piece) => leadsElsewhere(piece, rewriting));
  });
}

function piecesOf(run: readonly Piece[], written: readonly WrittenNumber[], originals: Originals): Piece[] {
  const pieces: Piece[] = [];
  forEachPiece(run, originals, (piece, start, end) => {
    if (written.some((one) => one.start < end && one.end > start)) pieces.push(piece);
  });
  return pieces;
}

function forEachPiece(
  run: readonly Piece[],
  originals: Originals,
  act: (piece: Piece, start: number, end: number) => void,
): void {
  let start = 0;
  for (const piece of run) {
    const end = start + textOf(piece, originals).length;
    act(piece, start, end);
    start = end;
  }
}

/** A line break is a white space as others are: a number may go on after it. */
function textOf(piece: Piece, originals: Originals): string {
  return isText(piece) ? originals.of(piece) : '\n';
}

function appendText(element: Element): Text {
  return element.appendChild(element.ownerDocument.createTextNode(''));
}
