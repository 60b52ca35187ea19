import { plainCharacter } from '../../../lambdas/settings/written-number.ts';

/** A text as people see it: white space as one space, digits and signs in ASCII, nothing that is invisible. */
export interface SeenText {
  readonly text: string;
  /** Of each character of `text`: where it begins in the source, and where it ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export function seenText(source: string): SeenText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = 0;
  for (const character of source) {
    const seen = character > ' ' && character <= '~' ? character : plainCharacter(character);
    const start = at;
    at += character.length;
    if (seen === '' || (seen === ' ' && text.endsWith(' '))) continue;
    // What looks like one character may be read as one of another length; only single ones have a place.
    text += seen.length === 1 ? seen : '?';
    starts.push(start);
    ends.push(at);
  }
  return { text, starts, ends };
}
