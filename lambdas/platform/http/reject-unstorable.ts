import { type FieldError, fieldPath, limitErrors } from './field-error.ts';
import { badRequest } from './problem.ts';

/** A value somewhere in a body. Its place is told only if something is wrong there: bodies nest deeper than paths can be kept. */
interface Inner {
  readonly value: unknown;
  readonly name: string | number;
  readonly within: Inner | undefined;
}

/**
 * Refuses what JSON can say and no table takes, wherever it stands in a body: texts that hold half a character, as is left of
 * an emoji that was cut, and numbers too small or too large for DynamoDB and its client. Nor is `__proto__` a name: it would be lost in silence.
 * Throws a 400 that names the first such fields. Walks without recursion: a body may nest as deep as it is long.
 */
export function rejectUnstorable(body: unknown): void {
  const errors: FieldError[] = [];
  const open: Inner[] = [{ value: body, name: '', within: undefined }];
  for (let next = open.pop(); next !== undefined && errors.length < mostLookedFor; next = open.pop()) {
    const detail = wrongName(next.name) ?? wrongWith(next.value);
    if (detail !== undefined) errors.push({ field: fieldPath(pathOf(next)), detail });
    // The last comes off first: so they are looked at in the order in which they were written.
    for (const inner of innerOf(next.value).toReversed()) open.push({ ...inner, within: next });
  }
  if (errors.length > 0) throw badRequest('the body holds what no field takes', limitErrors(errors));
}

/** More are not told. */
const mostLookedFor = 20;

/** The smallest number but 0 that DynamoDB takes, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html. */
const leastNumber = 1e-130;

/** Where names are free, a table would refuse half a character in them, too. */
function wrongName(name: string | number): string | undefined {
  if (typeof name === 'number') return undefined;
  if (name === '__proto__') return 'has a name that no field can have';
  return name.isWellFormed() ? undefined : 'holds half a character';
}

function wrongWith(value: unknown): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'holds half a character';
  if (typeof value !== 'number' || value === 0) return undefined;
  const size = Math.abs(value);
  if (size < leastNumber) return `must be 0 or at least ${leastNumber} in size`;
  return size > Number.MAX_SAFE_INTEGER ? `must be at most ${Number.MAX_SAFE_INTEGER} in size` : undefined;
}

/** What is to be looked at in an object or a list. */
function innerOf(value: unknown): Pick<Inner, 'name' | 'value'>[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([name, inner]) => {
    const isWorthALook = typeof inner === 'object' || (wrongName(name) ?? wrongWith(inner)) !== undefined;
    return isWorthALook ? [{ name, value: inner }] : [];
  });
}

function pathOf(inner: Inner): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Inner | undefined = inner; at?.within !== undefined; at = at.within) path.push(at.name);
  return path.toReversed();
}
