/** What is spoken or popped up to an agent is no longer. */
const longest = 80;

/**
 * Text that is safe to be spoken or shown to an agent: letters, digits and single spaces, at most 80 characters. Sources and
 * campaigns come from page addresses that anybody can write.
 */
export function spokenText(text: string): string {
  return short(text.normalize('NFKC').replace(/[^\p{L}\p{M}\p{N}]+/gu, ' '));
}

/** The same for a name that is compared rather than read out: it keeps `.`, `_` and `-`, as in `google_ads`. */
export function routingName(name: string): string {
  return short(name.normalize('NFKC').replace(/[^\p{L}\p{M}\p{N}._-]+/gu, ' '));
}

/** Cut between characters, not inside one. */
function short(text: string): string {
  return Array.from(text.trim()).slice(0, longest).join('').trim();
}
