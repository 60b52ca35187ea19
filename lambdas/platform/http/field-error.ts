/** One thing that is wrong with a request; `field` is a path like `pools[0].x`, and empty for the body as a whole. */
export interface FieldError {
  readonly field: string;
  readonly detail: string;
}

/** So many are told of one request: whoever has more to mend sees the next ones then. */
const most = 20;
const longestField = 120;
const longestDetail = 300;

/** Errors as they are told: a body may be wrong in more places, and under longer names, than anybody would read. */
export function limitErrors(errors: readonly FieldError[]): FieldError[] {
  const told = errors.slice(0, most).map(({ field, detail }) => ({
    field: shortened(field, longestField),
    detail: shortened(detail, longestDetail),
  }));
  const more = errors.length - told.length;
  return more === 0 ? told : [...told, { field: '', detail: `and ${more} more like these` }];
}

/** Beginning and end of a text that is too long, and no half of a character. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text.toWellFormed();
  const [head, tail] = [Math.ceil(length * 0.6), Math.floor(length * 0.4)];
  return `${text.slice(0, head)}...${text.slice(-tail)}`.toWellFormed();
}

/** A place in a body: `pools`, 0, `x` is `pools[0].x`. Only the beginning and the end of a long way are written. */
export function fieldPath(path: readonly PropertyKey[]): string {
  const written = path.length <= 40 ? path : [...path.slice(0, 20), '...', ...path.slice(-20)];
  const text = written.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`;
    const name = shortened(String(part), longestField);
    return before === '' ? name : `${before}.${name}`;
  }, '');
  return shortened(text, longestField);
}
