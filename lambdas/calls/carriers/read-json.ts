/** Reads JSON text, also after a byte order mark; the reason says nothing of the text itself. */
export function readJson(text: string): { readonly value: unknown } | { readonly malformed: string } {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return { malformed: 'not JSON' };
  }
}
