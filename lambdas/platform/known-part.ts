import * as z from 'zod/mini';

/** A stored value by its schema; one that only a newer version knows is read as the one given. */
export function knownOr<Schema extends z.core.$ZodType>(
  schema: Schema,
  careful: z.output<Schema>,
): z.ZodMiniCatch<Schema>;
/**
 * What `z.catch` makes, but without that function: it reaches the library's inner helpers in such a way that a bundle takes all of
 * them in, 9 KB.
 */
export function knownOr(innerType: z.core.$ZodType, careful: unknown): z.ZodMiniCatch {
  return new z.ZodMiniCatch({ type: 'catch', innerType, catchValue: () => careful });
}

/** A schema of either zod, which web pages and the function that gives numbers have the small one of. */
export interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: PropertyKey[] }[] } };
}

/** What of a value is known, and which of its parts are not: those are left out, or something known stands in for them. */
export interface PartlyKnown<T> {
  readonly value: T;
  /** Paths, like `match.method`. */
  readonly unknown: readonly string[];
}

/** It does not fit, whatever is left out: what it cannot be without is missing. Paths. */
export interface Misfit {
  readonly misfit: readonly string[];
}

/**
 * A value that a newer version wrote or answers, as far as this one knows it: what does not fit is left out, the smallest part of it that
 * may be missing; of a list, the entry. `standIns`, by path, stand for values that must not be missing.
 */
export function knownPart<T>(
  schema: Schema<T>,
  value: unknown,
  standIns: Readonly<Record<string, unknown>> = {},
): PartlyKnown<T> | Misfit {
  const whole = schema.safeParse(value);
  if (whole.success) return { value: whole.data, unknown: [] };
  const known: unknown = structuredClone(value);
  const unknown = new Set<string>();
  let tried = new Set<string>();
  for (;;) {
    const parsed = schema.safeParse(known);
    if (parsed.success) return { value: parsed.data, unknown: [...unknown] };
    const path = [...(parsed.error.issues[0]?.path ?? [])];
    // What stays wrong without a part is wrong as a whole.
    while (path.length > 0 && tried.has(path.join('.'))) path.pop();
    if (path.length === 0) return { misfit: parsed.error.issues.map((issue) => issue.path.join('.')) };
    tried.add(path.join('.'));
    unknown.add(path.join('.'));
    // The entries behind it move up: their places say nothing any more.
    if (replace(known, path, standIns[path.join('.')]) === 'moved') {
      const list = `${path.slice(0, -1).join('.')}.`;
      tried = new Set([...tried].filter((one) => !one.startsWith(list)));
    }
  }
}

function replace(whole: unknown, path: readonly PropertyKey[], value: unknown): 'moved' | 'stays' {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((part, name) => (isObject(part) ? Reflect.get(part, name) : undefined), whole);
  const name = path[path.length - 1];
  if (!isObject(parent) || name === undefined) return 'stays';
  if (value !== undefined) {
    Reflect.set(parent, name, value);
  } else if (Array.isArray(parent) && typeof name === 'number' && name < parent.length) {
    parent.splice(name, 1);
    return 'moved';
  } else {
    Reflect.deleteProperty(parent, name);
  }
  return 'stays';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
