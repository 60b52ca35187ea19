import { plainCharacter } from '../../lambdas/settings/written-number.ts';

/** A text as people see it: white space as one space, digits and signs in ASCII, nothing that is invisible. */
export interface SeenText {
  readonly text: string;
  /** Where each character of `text` stands in the source. */
  readonly origins: readonly number[];
}

export function seenText(source: string): SeenText {
  const origins: number[] = [];
  let text = '';
  let at = 0;
  for (const character of source) {
    const seen = plainCharacter(character);
    if (seen !== '' && !(seen === ' ' && text.endsWith(' '))) {
      // What looks like one character may be read as one of another length; only single ones have a place.
      text += seen.length === 1 ? seen : '?';
      origins.push(at);
    }
    at += character.length;
  }
  return { text, origins };
}
