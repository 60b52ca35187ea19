import { Problem } from '../platform/http/problem.ts';
import { MalformedMessage } from './ingest-message.ts';
import { SettleConflict } from './settle.ts';

/** What becomes of a message that failed. */
export type Verdict =
  | { readonly kind: 'again'; readonly seconds: number }
  /** It was tried as often as it may be: to where somebody looks at it, with the reason. */
  | { readonly kind: 'dead'; readonly reason: string };

/** A message that could not be worked through. */
export interface Failure {
  readonly error: unknown;
  /** How often the message was received, this time included. */
  readonly receives: number;
  readonly maxReceives: number;
}

/** Longest pause between two tries, s. */
const longestPause = 300;

/**
 * A malformed message will be no better, and a conflict is over soon: both are tried again at once. What lies behind any other
 * failure may take some minutes to come back. The reason holds nothing of the message.
 */
export function verdict({ error, receives, maxReceives }: Failure): Verdict {
  if (receives >= maxReceives) return { kind: 'dead', reason: reasonOf(error) };
  return { kind: 'again', seconds: isOwn(error) ? receives : Math.min(longestPause, 5 * 4 ** (receives - 1)) };
}

/** Why something failed, in words that hold nothing of a message. */
export function reasonOf(error: unknown): string {
  return isOwn(error) || error instanceof Problem ? error.message : nameOf(error);
}

function isOwn(error: unknown): error is MalformedMessage | SettleConflict {
  return error instanceof MalformedMessage || error instanceof SettleConflict;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `failed with ${error.name}; see the log` : 'failed; see the log';
}
