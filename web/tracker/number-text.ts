import { digitLike } from '../../lambdas/settings/written-number.ts';
import { belongsWithNext, numberPattern, partsOf } from './number-pattern.ts';
import { type SeenText, seenText } from './seen-text.ts';
import type { ShownNumber } from './shown-number.ts';

/** What stands in `text` from `start` to before `end` is to be `by`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

interface Match {
  readonly number: string;
  /** Places in the text as it is seen. */
  readonly start: number;
  readonly end: number;
}

/** One of the numbers as it is written in a text, and what puts another in its place. */
export interface WrittenNumber {
  readonly start: number;
  readonly end: number;
  readonly edits: readonly Edit[];
}

/**
 * Wherever one of the numbers `from` (E.164) is written, in order. Put in its place is `to`: digit by digit in the page's own way
 * of writing where that fits, else as a whole.
 */
export function writtenNumbers(text: string, from: readonly string[], to: ShownNumber): WrittenNumber[] {
  const seen = seenText(text);
  return matchesIn(seen.text, from).map((match) => {
    const { start, end } = inSource(text, seen, match.start, match.end);
    return { start, end, edits: editsFor(text, seen, match, to) };
  });
}

export function mentionsNumber(text: string, numbers: readonly string[]): boolean {
  return matchesIn(seenText(text).text, numbers).length > 0;
}

export function replaceNumbers(text: string, from: readonly string[], to: ShownNumber): string {
  const edits = writtenNumbers(text, from, to).flatMap((written) => written.edits);
  return edited(text, edits);
}

/** `edits` are in order and do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduceRight((changed, { start, end, by }) => changed.slice(0, start) + by + changed.slice(end), text);
}

/** Where the numbers stand, in order; of two in one place the longer. */
function matchesIn(seen: string, numbers: readonly string[]): Match[] {
  // Most digits are prices and years; the patterns are for the rest.
  if (!/(\d\D*){4}/.test(seen)) return [];
  const found: Match[] = [];
  for (const number of new Set(numbers)) {
    seen.replace(numberPattern(number) ?? /(?!)/, (all: string, before: string, match: string, offset: number) => {
      const start = offset + before.length;
      if (!belongsWithNext.test(seen.slice(0, start))) found.push({ number, start, end: start + match.length });
      return all;
    });
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter(({ start }, index) => found.slice(0, index).every(({ end }) => end <= start));
}

function editsFor(source: string, seen: SeenText, { number, ...match }: Match, to: ShownNumber): Edit[] {
  const written = seen.text.slice(match.start, match.end);
  // The bracket of "(202 555 0199)" belongs to the sentence, that of "(202) 555 0199" to the number.
  const skipped = /^[([]/.test(written) && !/[)\]]/.test(written) ? 1 : 0;
  const digits = sameForm(written, number, to);
  if (digits === undefined) return [{ ...inSource(source, seen, match.start + skipped, match.end), by: to.display }];
  return digits.map(({ at, digit }) => {
    const place = inSource(source, seen, match.start + at, match.start + at + 1);
    return { ...place, by: digitLike(source.slice(place.start, place.end), digit) };
  });
}

function inSource(source: string, { origins }: SeenText, start: number, end: number): { start: number; end: number } {
  const last = origins[end - 1] ?? 0;
  return { start: origins[start] ?? 0, end: last + characterAt(source, last).length };
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

/** The digits of the new number in the places of the old one's; `undefined` if the two are not built alike. */
function sameForm(written: string, from: string, to: ShownNumber): { at: number; digit: string }[] | undefined {
  const [old, fresh] = [partsOf(from), partsOf(to.e164)];
  if (!old || !fresh || old.country !== fresh.country || old.national.length !== fresh.national.length)
    return undefined;
  const places = written.split('').flatMap((character, at) => (/\d/.test(character) ? [at] : []));
  const national = places.slice(-old.national.length);
  // Grouping goes with the area code: 030 231... is not to become 021 130... North America's are all alike.
  const areaCode = /^\d+/.exec(written.slice(national[0]))?.[0] ?? '';
  const inOnePiece = areaCode.length === old.national.length;
  if (old.country !== '1' && !inOnePiece && !fresh.national.startsWith(old.national.slice(0, areaCode.length))) {
    return undefined;
  }
  return national.map((at, index) => ({ at, digit: fresh.national.charAt(index) }));
}
