/** What one `diff` block of a paper does to one file: the blocks of lines that it replaces, in their order. */
export interface FileDiff {
  readonly file: string;
  readonly isNew: boolean;
  readonly hunks: readonly { readonly before: string; readonly after: string }[];
}

/**
 * Reads a block: `--- a/<file>` (or `--- /dev/null` for a new file), `+++ b/<file>`, then hunks, each after a line `@@`. There are no
 * line numbers: the lines around a change say where it belongs, so that changes elsewhere in the file do not matter.
 */
export function readDiff(text: string): FileDiff {
  const [from = '', to = '', ...lines] = text.split('\n');
  const file = /^\+\+\+ b\/(\S+)$/.exec(to)?.[1];
  if (file === undefined || !/^--- (a\/\S+|\/dev\/null)$/.test(from)) throw new Error(`this is no diff: ${from} ${to}`);
  const hunks: { before: string[]; after: string[] }[] = [];
  for (const line of lines) {
    const hunk = hunks.at(-1);
    if (line.startsWith('@@')) hunks.push({ before: [], after: [] });
    else if (hunk === undefined) throw new Error(`${file}: "${line}" stands before the first @@`);
    else if (line.startsWith('+')) hunk.after.push(line.slice(1));
    else if (line.startsWith('-')) hunk.before.push(line.slice(1));
    else for (const side of [hunk.before, hunk.after]) side.push(line.slice(1));
  }
  const joined = (all: readonly string[]) => all.map((line) => `${line}\n`).join('');
  return {
    file,
    isNew: from === '--- /dev/null',
    hunks: hunks.map(({ before, after }) => ({ before: joined(before), after: joined(after) })),
  };
}

/** The file after the change. Throws where the lines that are to be replaced are not there, or in several places. */
export function applyDiff({ file, hunks }: FileDiff, text: string): string {
  return hunks.reduce((changed, { before, after }) => {
    const places = placesOf(`\n${before}`, `\n${changed}`);
    if (before !== '' && places !== 1)
      throw new Error(`${file}: these lines are in ${places} places of it:\n${before}`);
    if (before === '') return changed + after;
    return `\n${changed}`.replace(`\n${before}`, () => `\n${after}`).slice(1);
  }, text);
}

/** How often a part stands in a text; parts may overlap. */
function placesOf(part: string, text: string): number {
  let places = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) places += 1;
  return places;
}
