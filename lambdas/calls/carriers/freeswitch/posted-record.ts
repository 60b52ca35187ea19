import { readJson } from '../read-json.ts';

/**
 * The JSON in what `mod_json_cdr` posts: as it is (`encode` is false), or as the field `cdr` of a form, URL-encoded (`true`) or in base64
 * (`base64`), which the module does not escape.
 */
export function readPosted(raw: string): ReturnType<typeof readJson> {
  const text = raw.trim();
  const [, field] = /^cdr=(.*)$/s.exec(text) ?? [];
  if (field === undefined) return readJson(text);
  const decoded = percentDecoded(field);
  return readJson(/^\s*\{/.test(decoded) ? decoded : Buffer.from(decoded, 'base64').toString('utf8'));
}

/** What stands for itself is left: a text that is not encoded, and one whose `%` means per cent. */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
