import type { Match, MatchedRecipient } from './match.ts';

/** From here on it is likelier the recipient who called than anybody else. */
const likely = 0.5;

/**
 * The recipient of a mail on whose account others have the call. Nobody where it is likelier that somebody else called: the mail was passed on, or the
 * caller is known as another one.
 */
export function likelyRecipient({
  recipient,
  confidence,
}: Pick<Match, 'recipient' | 'confidence'>): MatchedRecipient | undefined {
  return confidence >= likely ? recipient : undefined;
}
