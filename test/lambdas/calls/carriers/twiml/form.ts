/** Fields as a form, as carriers that speak TwiML send it; a list is a field that comes more than once. */
export function form(fields: unknown): string {
  if (typeof fields !== 'object' || fields === null) return String(fields);
  const entries = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, typeof one === 'string' ? one : (JSON.stringify(one) ?? '')]),
  );
  return new URLSearchParams(entries).toString();
}
