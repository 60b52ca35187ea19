/**
 * Characters that nobody sees and that move what stands around them: controls but for tab and line breaks, marks, embeddings and
 * isolates of direction (UAX #9), and invisible operators and fillers. Joiners stay: emoji and some scripts are made with them.
 */
const invisible =
  /(?![\t\r\n])[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0001}]/gu;

/** Whether all of a text can be seen; what breaks lines is another question. */
export function isVisible(text: string): boolean {
  return withoutInvisible(text) === text;
}

/** A text of a stranger as it is shown: without what cannot be seen, so that it disarranges nothing beside it. */
export function withoutInvisible(text: string): string {
  return text.replace(/[\p{Zl}\p{Zp}]/gu, ' ').replace(invisible, '');
}

/** The same on one line: nothing that breaks it, cannot be seen or turns its direction. */
export function oneLine(text: string): string {
  return withoutInvisible(text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')).trim();
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text of a stranger within HTML: on one line, and never markup. */
export function escapedHtml(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
