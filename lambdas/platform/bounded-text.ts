/**
 * A stranger's text made fit to keep: one line, well-formed Unicode, at most `length` characters.
 * Undefined when nothing is left.
 */
export function boundedText(value: string | undefined, length: number): string | undefined {
  if (value === undefined) return undefined;
  // White space, with what has no width, control characters and halves of characters.
  const line = value
    .slice(0, 4 * length)
    .replace(/[\u00ad\u200b\u2060]/g, '')
    .replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
    .trim();
  const cut = withoutHalfCharacter(line.slice(0, length)).trim();
  return cut === '' ? undefined : cut;
}

/** The longest beginning of the text that takes at most that many bytes as UTF-8. */
export function cutToBytes(text: string, bytes: number): string {
  let cut = text.slice(0, bytes);
  while (Buffer.byteLength(cut) > bytes) cut = cut.slice(0, -1);
  return withoutHalfCharacter(cut);
}

/** A cut between two surrogates leaves half a character at the end. */
function withoutHalfCharacter(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}
