import { randomBytes } from 'node:crypto';

/** A fresh id of 16 url-safe characters: 96 random bits, so two never meet. */
export function newId(): string {
  return randomBytes(12).toString('base64url');
}

/** A fresh secret of 32 url-safe characters, 192 random bits: nobody guesses it, so a plain hash keeps it. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}
