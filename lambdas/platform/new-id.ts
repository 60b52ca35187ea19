import { randomBytes } from 'node:crypto';

/** A fresh id of 16 url-safe characters: 96 random bits, so two never meet. */
export function newId(): string {
  return randomBytes(12).toString('base64url');
}
