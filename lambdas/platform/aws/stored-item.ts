import { counters } from '../counters.ts';
import { knownPart, type PartlyKnown, type Schema } from '../known-part.ts';
import { logger } from '../log.ts';

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

/**
 * The same for what can be told without the values that are not known. `standIns`, by path, stand for those that must not be missing.
 * Undefined when it does not fit all the same: what it cannot be without is missing.
 */
export function readWhatIsKnown<T>(
  schema: Schema<T>,
  item: Item,
  standIns: Readonly<Record<string, unknown>> = {},
): PartlyKnown<T> | undefined {
  const known = knownPart(schema, item, standIns);
  if ('misfit' in known) {
    report(item, known.misfit);
    return undefined;
  }
  if (known.unknown.length > 0) report(item, known.unknown);
  return known;
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
