import { type FieldError, fieldPath, limitErrors } from './field-error.ts';
import { badRequest } from './problem.ts';

/** A value somewhere in a body. Its place is told only if something is wrong there: bodies nest deeper than paths can be kept. */
interface Inner {
  readonly value: unknown;
  readonly name: string | number;
  readonly within: Inner | undefined;
}

/**
 * Refuses texts that hold half a character, as is left of an emoji that was cut: JSON can say it, but no table takes it.
 * Throws a 400 that names the first such fields. Walks without recursion: a body may nest as deep as it is long.
 */
export function rejectLoneSurrogates(body: unknown): void {
  const errors: FieldError[] = [];
  const open: Inner[] = [{ value: body, name: '', within: undefined }];
  for (let next = open.pop(); next !== undefined && errors.length < mostLookedFor; next = open.pop()) {
    const { value } = next;
    if (typeof value === 'string' && !value.isWellFormed()) {
      errors.push({ field: fieldPath(pathOf(next)), detail: 'holds half a character' });
    }
    // The last comes off first: so they are looked at in the order in which they were written.
    for (const inner of innerOf(value).toReversed()) open.push({ ...inner, within: next });
  }
  if (errors.length > 0) throw badRequest('the body holds text that is not well-formed Unicode', limitErrors(errors));
}

/** More are not told. */
const mostLookedFor = 20;

/** What is to be looked at in an object or a list. */
function innerOf(value: unknown): Pick<Inner, 'name' | 'value'>[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([name, inner]) => {
    // Where names are free, a table would refuse half a character in them, too.
    if (typeof name === 'string' && !name.isWellFormed()) return [{ name, value: name }];
    const isWorthALook = typeof inner === 'object' || (typeof inner === 'string' && !inner.isWellFormed());
    return isWorthALook ? [{ name, value: inner }] : [];
  });
}

function pathOf(inner: Inner): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Inner | undefined = inner; at?.within !== undefined; at = at.within) path.push(at.name);
  return path.toReversed();
}
