import { randomBytes } from 'node:crypto';

/** A fresh secret of 32 url-safe characters, 192 random bits: nobody guesses it, so a plain hash keeps it. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}
