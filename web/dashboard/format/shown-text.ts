/**
 * Characters that nobody sees and that move what stands around them: controls, marks of direction (UAX #9), invisible fillers. Callers
 * and pages may send them. Joiners stay: emoji and some scripts are made with them. The same as in `lambdas/platform/http/invisible-text.ts`.
 */
const invisible =
  /(?![\t\r\n])[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0001}]/gu;

/** A text of a stranger as it is shown. */
export function shownText(text: string): string {
  return text.replace(/[\p{Zl}\p{Zp}]/gu, ' ').replace(invisible, '');
}

/** What goes back to the API as it came. */
const names = new Set(['id', 'eventId', 'cancels', 'cursor']);

/** An answer of the API with every text as it is shown, but for what names something. */
export function shownAnswer(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return names.has(name) ? value : shownText(value);
  if (Array.isArray(value)) return value.map((item) => shownAnswer(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shownAnswer(inner, key)]));
}

/** An address as people read it. */
export function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, '');
}
