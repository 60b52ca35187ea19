/*
 * How settings say what goes into the fields of an action: JSON, in whose texts `{{name}}` stands for a fact. A text that is nothing else
 * becomes the fact itself, a number stays one; inside a longer text it is written out. What nobody knows is left out, unless the text says
 * what stands there then: `{{name|nothing}}`.
 */

const placeholder = /\{\{\s*([^{}|]+?)\s*(?:\|([^{}]*))?\}\}/g;

/** The names that are asked for in a value, wherever they stand. */
export function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(placeholder)].map(([, name = '']) => name);
  return isNested(value) ? Object.values(value).flatMap(namesIn) : [];
}

/** Whether a value is one fact and nothing else: its type is not known before. */
export function isFilled(value: unknown): boolean {
  return typeof value === 'string' && /^\s*\{\{[^{}]+\}\}\s*$/.test(value);
}

type Facts = (name: string) => string | number | undefined;

/** The value with its facts; undefined where nothing of it is known. Names are in the order of the alphabet: where they are kept they have none. */
export function fill(value: unknown, fact: Facts): unknown {
  if (typeof value === 'string') return fillText(value, fact);
  if (Array.isArray(value)) {
    const items = value.map((item) => fill(item, fact)).filter((item) => item !== undefined);
    return items.length > 0 || value.length === 0 ? items : undefined;
  }
  if (!isNested(value)) return value;
  const known = Object.entries(value)
    .map(([name, inner]) => [name, fill(inner, fact)] as const)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return known.length > 0 || Object.keys(value).length === 0 ? Object.fromEntries(known) : undefined;
}

function fillText(text: string, fact: Facts): string | number | undefined {
  const found = [...text.matchAll(placeholder)];
  const [only] = found;
  if (only === undefined) return text;
  const [, name = '', otherwise] = only;
  if (isFilled(text)) return fact(name) ?? otherwise;
  return text.replaceAll(placeholder, (_, each: string, instead = '') => String(fact(each) ?? instead));
}

/** A list, or names with values. */
export function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
