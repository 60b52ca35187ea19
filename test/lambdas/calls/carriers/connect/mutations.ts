import fc from 'fast-check';

/** The value with one or a few of its inner values replaced by any JSON, removed, or its keys in another casing. */
export function mutations(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(value);
  const change = fc.tuple(
    fc.constantFrom(...paths),
    fc.oneof(
      fc.constantFrom<unknown>(
        null,
        '',
        undefined,
        0,
        -1,
        [],
        {},
        '1970-01-01T00:00:00.001Z',
        '1565781909613',
        'anonymous',
      ),
      fc.jsonValue(),
    ),
  );
  return fc.tuple(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean()).map(([changes, recased]) => {
    const changed = changes.reduce<unknown>((whole, [path, replacement]) => replaced(whole, path, replacement), value);
    return recased ? lowerFirst(changed) : changed;
  });
}

function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [[...path], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function replaced(whole: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  if (typeof whole !== 'object' || whole === null) return whole;
  const inner = (whole as Record<string, unknown>)[key];
  return { ...whole, [key]: replaced(inner, rest, replacement) };
}

function lowerFirst(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerFirst);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.charAt(0).toLowerCase() + key.slice(1), lowerFirst(inner)]),
  );
}
