/** Values by which the code of an action names the platform that it was written for, and names of fields that are of that platform. */
const partnerValue = /^(ss-)?(segment|twilio)([ _-](actions|cloud|com|engage|\(actions\)))?$|^segment[ .(]/i;
const partnerName = /^[$_]*(x-)?segment([-_.]|[A-Z])/;
/** In headers the platform stands within longer words, too. */
const partnerHeader = /segment/i;

/**
 * The value without what names another product as the sender: nobody but us sends it. What the user said (`told`) stays, even where it is
 * the same word. Nothing is put in its place: names of partners are known to receivers, and ours is not.
 */
export function withoutPartner<Value>(value: Value, told: ReadonlySet<string>): Value;
export function withoutPartner(value: unknown, told: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    return value.filter((item) => !namesPartner(item, told)).map((item: unknown) => withoutPartner(item, told));
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([name, inner]) => !namesPartner(inner, told) && (!partnerName.test(name) || told.has(name)),
  );
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutPartner(inner, told)]));
}

/** The same for headers, where no word of it may be. */
export function headersWithoutPartner(
  headers: Readonly<Record<string, string>>,
  told: ReadonlySet<string>,
): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name, value]) => name === 'authorization' || told.has(value) || !partnerHeader.test(`${name} ${value}`),
  );
  return Object.fromEntries(kept);
}

/** The same for a text: JSON is looked through as such, any other stays as it is. */
export function textWithoutPartner(text: string, told: ReadonlySet<string>): string {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    const parsed: unknown = JSON.parse(text);
    return JSON.stringify(withoutPartner(parsed, told));
  } catch {
    return text;
  }
}

/** All texts within a value, and all names. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]);
}

function namesPartner(value: unknown, told: ReadonlySet<string>): boolean {
  return typeof value === 'string' && partnerValue.test(value.trim()) && !told.has(value);
}
