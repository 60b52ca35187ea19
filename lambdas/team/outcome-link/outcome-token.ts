import * as z from 'zod';
import { type SigningKeys, signToken, verifyToken } from '../../platform/tokens.ts';

/** What the link in a mail stands for: one call, until a time (ms). It names no person. */
const outcomeClaims = z.object({ kind: z.literal('outcome'), call: z.string(), until: z.number().int() });

/** So long a link can be used, ms: what came of a call is mostly known within a month. */
export const linkLife = 30 * 86_400_000;

/** What is left of a link that somebody opens. Who forges one, or cuts it, learns nothing. */
export type OpenedLink =
  | { readonly kind: 'valid'; readonly call: string }
  | { readonly kind: 'expired'; readonly since: number }
  | { readonly kind: 'invalid' };

/** The address by which whoever gets it may say what came of a call. `baseUrl`: scheme and host; `now` in ms. */
export function outcomeLink(keys: SigningKeys, baseUrl: string, call: string, now: number): string {
  return `${baseUrl}/v1/outcome/${signToken(keys, { kind: 'outcome', call, until: now + linkLife })}`;
}

/** Which call a link's token stands for. */
export function openLink(keys: SigningKeys, token: string, now: number): OpenedLink {
  const claims = verifyToken(keys, token, outcomeClaims);
  if (claims === undefined) return { kind: 'invalid' };
  return now < claims.until ? { kind: 'valid', call: claims.call } : { kind: 'expired', since: claims.until };
}
