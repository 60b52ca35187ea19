import { edited, replaceNumbers, writtenNumbers } from './number-text.ts';
import type { Originals } from './originals.ts';
import { addressAround, type Found, isText, lookThrough, type Place } from './page-places.ts';
import type { ShownNumber } from './shown-number.ts';
import { isTelephoneAddress, leadsElsewhereBy, replaceLink } from './telephone-link.ts';
import { runOf, staysInLine } from './text-run.ts';

/** What is to stand in each place; of places without a number, what the page itself says. */
export type Rewrites = Map<Place, string>;

/** Puts numbers (E.164) into what was found; `undefined` as the number brings back what the page says itself. */
export interface Rewriting {
  readonly originals: Originals;
  readonly numbers: readonly string[];
  readonly to: ShownNumber | undefined;
}

/** Notes what is to stand in these texts, in what is read in one go with them, and in these attributes. */
export function rewrite(
  rewrites: Rewrites,
  { texts, attributes }: Pick<Found, 'texts' | 'attributes'>,
  { originals, numbers, to }: Rewriting,
): void {
  for (const text of texts) {
    if (rewrites.has(text)) continue;
    let source = '';
    const parts = runOf(text).map((piece) => {
      const start = source.length;
      // A line break is a white space as others are: a number may go on after it.
      source += isText(piece) ? originals.of(piece) : '\n';
      return { piece, start, end: source.length };
    });
    const written = (to ? writtenNumbers(source, numbers, to) : []).filter(({ start, end }) => {
      const over = parts.filter((part) => start < part.end && end > part.start);
      const isOneThing = over.length === 1 || over.every(({ piece }) => staysInLine(piece));
      return isOneThing && !over.some(({ piece }) => leadsElsewhere(piece, numbers));
    });
    const characters = written[0] && edited(source, written);
    for (const { piece, start, end } of parts) {
      if (isText(piece)) rewrites.set(piece, characters?.slice(start, end).join('') ?? source.slice(start, end));
    }
  }
  for (const attribute of attributes) {
    const original = originals.of(attribute);
    const replace = attribute.name.endsWith('href') ? replaceLink : replaceNumbers;
    const value = to ? replace(original, numbers, to) : original;
    rewrites.set(attribute, value !== original && leadsElsewhere(attribute, numbers) ? original : value);
  }
}

/** Notes what is to stand in an element that holds one number in some other form: in words, or not there yet. */
export function rewriteSelected(rewrites: Rewrites, element: Element, rewriting: Rewriting): void {
  const { originals, numbers, to } = rewriting;
  const { texts: all, attributes } = lookThrough(element, () => true);
  const texts = all.filter((text) => !leadsElsewhere(text, numbers));
  const links = attributes.filter(({ name, value }) => name.endsWith('href') && isTelephoneAddress(value));
  for (const link of links) rewrites.set(link, to?.href ?? originals.of(link));
  const own = texts.map(originals.of);
  rewrite(rewrites, { texts, attributes: [] }, rewriting);
  // Numbers that it says in figures were found anyway.
  if (texts.some((text, index) => rewrites.get(text) !== own[index])) return;
  // A link that says "Call us", "24/7", or shows a picture, keeps what it says: only the address is ours.
  if (links.length > 0 && !/(\p{Nd}\P{Nd}*){4}/u.test(own.join(''))) return;
  const first = texts.find((_, index) => own[index]?.trim()) ?? texts[0] ?? (to && element.appendChild(new Text()));
  for (const text of texts) rewrites.set(text, to ? '' : originals.of(text));
  if (first && to) rewrites.set(first, to.display);
}

/** A link that does not dial the number is to go on saying where it leads. */
function leadsElsewhere(node: Node, numbers: readonly string[]): boolean {
  return leadsElsewhereBy(numbers, addressAround(node)?.value ?? '');
}
