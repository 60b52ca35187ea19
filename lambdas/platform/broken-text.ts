import { badRequest, type FieldError } from './problem.ts';

/**
 * Refuses texts that hold half a character, as is left of an emoji that was cut: JSON can say it, but no table takes it.
 * Throws a 400 that names each field. Walks without recursion: a body may nest as deep as it is long.
 */
export function refuseBrokenText(body: unknown): void {
  const errors: FieldError[] = [];
  const open: { readonly field: string; readonly value: unknown }[] = [{ field: '', value: body }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { field, value } = next;
    if (typeof value === 'string' && !value.isWellFormed()) errors.push({ field, detail: 'holds half a character' });
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) open.push({ field: within(field, name, value), value: inner });
  }
  if (errors.length > 0) throw badRequest('the body holds text that is not well-formed Unicode', errors.toReversed());
}

function within(parent: string, name: string, value: object): string {
  if (Array.isArray(value)) return `${parent}[${name}]`;
  return parent === '' ? name : `${parent}.${name}`;
}
