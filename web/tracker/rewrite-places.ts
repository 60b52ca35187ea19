import { mentionsNumber, replaceLink, replaceNumbers } from './number-text.ts';
import { keepOriginals } from './originals.ts';
import { type Place, placesIn } from './page-places.ts';
import type { ShownNumber } from './shown-number.ts';

/** Rewrites single places of a page; `undefined` as the number brings back what the page says itself. */
export interface Rewriter {
  mentions(place: Place, numbers: readonly string[]): boolean;
  place(place: Place, numbers: readonly string[], to: ShownNumber | undefined): void;
  /** An element that holds one number in whatever form: split into pieces, in words, or not there yet. */
  element(element: HTMLElement, numbers: readonly string[], to: ShownNumber | undefined): void;
}

export function makeRewriter(): Rewriter {
  const texts = keepOriginals<Text>(
    (text) => text.data,
    (text, value) => {
      text.data = value;
    },
  );
  const links = keepOriginals<HTMLAnchorElement>(
    (link) => link.getAttribute('href') ?? '',
    (link, value) => link.setAttribute('href', value),
  );

  const mentions: Rewriter['mentions'] = (place, numbers) =>
    mentionsNumber(place instanceof Text ? texts.of(place) : links.of(place), numbers);

  const rewritePlace: Rewriter['place'] = (place, numbers, to) => {
    if (place instanceof Text) texts.rewrite(place, (text) => (to ? replaceNumbers(text, numbers, to) : text));
    else links.rewrite(place, (href) => (to ? replaceLink(href, numbers, to) : href));
  };

  const rewriteElement: Rewriter['element'] = (element, numbers, to) => {
    const places = placesIn(element);
    const pieces = places.filter((place): place is Text => place instanceof Text);
    const whole = pieces.some((piece) => mentions(piece, numbers));
    for (const place of places) {
      if (whole && place instanceof Text) rewritePlace(place, numbers, to);
      else if (!(place instanceof Text)) links.rewrite(place, (href) => to?.href ?? href);
    }
    if (whole) return;
    const first = pieces.find((piece) => texts.of(piece).trim() !== '') ?? pieces[0] ?? appendText(element);
    for (const piece of new Set([first, ...pieces])) {
      texts.rewrite(piece, (original) => (to ? (piece === first ? to.display : '') : original));
    }
  };

  return { mentions, place: rewritePlace, element: rewriteElement };
}

function appendText(element: HTMLElement): Text {
  return element.appendChild(document.createTextNode(''));
}
