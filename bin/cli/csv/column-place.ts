import { CliError } from '../cli-error.ts';

/**
 * Where the column of a name stands in a line of headers, whatever its case, and however its letters are put together; undefined where there is none. Throws where two have the name, as
 * nobody could tell which one is meant.
 */
export function columnPlace(head: readonly string[], name: string): number | undefined {
  const wanted = written(name);
  const places = head.flatMap((cell, at) => (written(cell) === wanted ? [at] : []));
  if (places.length > 1) {
    const columns = places.map((at) => at + 1).join(' and ');
    throw new CliError(
      `the file has ${places.length} columns "${name}", ${columns}: nothing was done, rename all but one`,
    );
  }
  return places[0];
}

function written(name: string): string {
  return name.trim().toLowerCase().normalize('NFC');
}
