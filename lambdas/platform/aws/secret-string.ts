/** What a secret's text says as JSON. The error does not repeat the text, as that of `JSON.parse` does: it ends in a log. */
export function secretJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the secret is not JSON');
  }
}
