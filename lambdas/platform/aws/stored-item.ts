import { counters } from '../counters.ts';
import { logger } from '../log.ts';

/** A schema of either zod, which the function that gives numbers has the small one of. */
interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: PropertyKey[] }[] } };
}

type Item = Readonly<Record<string, unknown>>;

/** The counter of items that a newer version wrote, each once per container. */
export const unknownItems = 'UnknownItems';

/** So many are told of by one container. */
const mostReported = 1000;
const reported = new Set<string>();

/**
 * An item as this version knows it. Undefined for one that does not fit, written by a newer version before it was rolled back: that one
 * is left alone, and everything else goes on.
 */
export function readIfKnown<T>(schema: Schema<T>, item: Item): T | undefined {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  report(
    item,
    parsed.error.issues.map(({ path }) => path.join('.')),
  );
  return undefined;
}

/** Those of some items that this version knows. */
export function readKnown<T>(schema: Schema<T>, items: readonly Item[]): T[] {
  return items.flatMap((item) => readIfKnown(schema, item) ?? []);
}

/** What of an item is known, and which of its values are not: those are left out, or something known stands in for them. */
export interface PartlyKnown<T> {
  readonly value: T;
  /** Paths, like `match.method`. */
  readonly unknown: readonly string[];
}

/**
 * The same for what can be told without the values that are not known. `standIns`, by path, stand for those that must not be missing.
 * Undefined when it does not fit all the same: what it cannot be without is missing.
 */
export function readWhatIsKnown<T>(
  schema: Schema<T>,
  item: Item,
  standIns: Readonly<Record<string, unknown>> = {},
): PartlyKnown<T> | undefined {
  const whole = schema.safeParse(item);
  if (whole.success) return { value: whole.data, unknown: [] };
  const known = structuredClone(item);
  const tried = new Set<string>();
  for (;;) {
    const parsed = schema.safeParse(known);
    if (parsed.success) {
      report(item, [...tried]);
      return { value: parsed.data, unknown: [...tried] };
    }
    const path = parsed.error.issues[0]?.path ?? [];
    // What stays wrong without a part is wrong as a whole.
    while (path.length > 0 && tried.has(path.join('.'))) path.pop();
    if (path.length === 0) {
      report(
        item,
        parsed.error.issues.map((issue) => issue.path.join('.')),
      );
      return undefined;
    }
    tried.add(path.join('.'));
    replace(known, path, standIns[path.join('.')]);
  }
}

function replace(whole: unknown, path: readonly PropertyKey[], value: unknown): void {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((part, name) => (isObject(part) ? Reflect.get(part, name) : undefined), whole);
  const name = path.at(-1);
  if (!isObject(parent) || name === undefined) return;
  if (value !== undefined) Reflect.set(parent, name, value);
  else Reflect.deleteProperty(parent, name);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function report({ pk, sk }: Item, fields: readonly string[]): void {
  reportUnknown(`${String(pk)} ${String(sk)}`, fields);
}

/** Says once that something is not known: by its keys, of a phone number the last digits; never what stands in it. */
export function reportUnknown(name: string, fields: readonly string[]): void {
  const item = name.replace(/\+\d*(?=\d\d)/g, '+..');
  if (reported.has(item) || reported.size >= mostReported) return;
  reported.add(item);
  logger.warn('an item is not known to this version', { item, fields: [...new Set(fields)].join(', ') });
  const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? '');
  count(unknownItems);
  publish(Date.now());
}
