import { digitLike } from '../../../lambdas/settings/written-number.ts';
import { belongsWithNext, type NumberParts, numberPattern, partsOf } from './number-pattern.ts';
import { type SeenText, seenText } from './seen-text.ts';
import type { ShownNumber } from './shown-number.ts';

/** What stands in `text` from `start` to before `end` is to be `by`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** Most digits are prices and years: the characters of a text are looked at one by one where it has more, of whatever script. */
const enoughDigits = /([\d\u0660-\u1fff\ua620-\uffff]\D*?){4}/;

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
  if (!enoughDigits.test(text)) return [];
  const seen = seenText(text);
  return matchesIn(seen.text, from).map((match) => ({
    ...inSource(seen, match.start, match.end),
    edits: editsFor(text, seen, match, to),
  }));
}

export function replaceNumbers(text: string, from: readonly string[], to: ShownNumber): string {
  return edited(text, writtenNumbers(text, from, to)).join('');
}

/** What is to stand in the place of each character (UTF-16 unit) of the text: parts of it are parts of the text. */
export function edited(text: string, written: readonly WrittenNumber[]): string[] {
  const characters = text.split('');
  for (const { start, end, by } of written.flatMap(({ edits }) => edits)) {
    characters.fill('', start, end);
    characters[start] = by;
  }
  return characters;
}

/** So far in front of a number is looked for what it belongs to: a text may be a whole document with a thousand numbers. */
const farthest = 200;

/** Where the numbers stand, in order; of two in one place the longer. */
function matchesIn(seen: string, numbers: readonly string[]): Match[] {
  const found: Match[] = [];
  for (const number of numbers) {
    seen.replace(numberPattern(number), (all: string, before: string, match: string, offset: number) => {
      const start = offset + before.length;
      if (!belongsWithNext(seen.slice(0, start).slice(-farthest)))
        found.push({ number, start, end: start + match.length });
      return all;
    });
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let last = 0;
  return found.filter(({ start, end }) => start >= last && (last = end));
}

function editsFor(source: string, seen: SeenText, { number, start, end }: Match, to: ShownNumber): Edit[] {
  const written = seen.text.slice(start, end);
  const [old, fresh] = [partsOf(number), partsOf(to.e164)];
  const digits = written.split('').flatMap((character, at) => (character > '/' && character < ':' ? at : []));
  const national = digits.slice(-(old?.national.length ?? 0));
  if (old && fresh && isSameForm(written.slice(national[0]), old, fresh)) {
    return national.map((at, index) => {
      const place = inSource(seen, start + at, start + at + 1);
      return { ...place, by: digitLike(source.slice(place.start, place.end), fresh.national.charAt(index)) };
    });
  }
  // The bracket of "(202 555 0199)" belongs to the sentence, that of "(202) 555 0199" to the number.
  const skipped = /^[([][^)\]]*$/.test(written) ? 1 : 0;
  return [{ ...inSource(seen, start + skipped, end), by: to.display }];
}

function inSource({ starts, ends }: SeenText, start: number, end: number): { start: number; end: number } {
  return { start: starts[start] ?? 0, end: ends[end - 1] ?? 0 };
}

/** Can digits of the new number stand in the places of the old one's? `written` is the old one's national part. */
function isSameForm(written: string, old: NumberParts, fresh: NumberParts): boolean {
  if (old.country !== fresh.country || old.national.length !== fresh.national.length) return false;
  if (old.country === '1') return true;
  // Grouping goes with the area code: 030 231... is not to become 021 130... North America's are all alike.
  const areaCode = /^\d*/.exec(written)?.[0] ?? '';
  // In one piece, or one by one, they have no groups.
  const isGrouped = /\d\d/.test(written) && areaCode !== old.national;
  return !isGrouped || fresh.national.startsWith(areaCode);
}
