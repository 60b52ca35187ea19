/** A price as people type it, also with a comma; undefined if it is none. */
export function amountOf(text: string): number | undefined {
  const typed = text.trim().replace(',', '.');
  return /^\d{1,9}(\.\d{1,4})?$/.test(typed) ? Number(typed) : undefined;
}
