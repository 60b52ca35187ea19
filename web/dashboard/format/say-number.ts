/** A phone number for people: `+1 202 555 0100`. Numbers whose grouping is not known for sure stay as they are. */
export function sayNumber(e164: string): string {
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164);
  if (american) return `+1 ${american.slice(1).join(' ')}`;
  return e164;
}
