import { createHash } from 'node:crypto';
import * as z from 'zod';
import { newSecret } from '../../platform/new-id.ts';

export const apiKeyRole = z.enum(['admin', 'operator', 'crm', 'reader']);
export type ApiKeyRole = z.infer<typeof apiKeyRole>;

/** What is stored of an API key; times in ms since 1970. The secret itself is never stored. */
export const apiKey = z.object({
  role: apiKeyRole,
  /** The only sites that the key may touch; all of them if missing. */
  sites: z.array(z.string()).optional(),
  /** A stable name for whoever uses the key. */
  source: z.string().min(1),
  expiresAt: z.number().int().optional(),
  createdAt: z.number().int(),
});
export type ApiKey = Readonly<z.infer<typeof apiKey>>;

/** An API key as `putApiKey` stores it: by the SHA-256 of its secret, in hex. */
export type ApiKeyItem = ApiKey & { readonly hash: string };

/** What a key is to be made for. */
export interface NewKey {
  /** Only for keys that are agreed on, like that of the local run; otherwise it is made. */
  readonly secret?: string | undefined;
  readonly role: ApiKeyRole;
  readonly source: string;
  readonly sites?: readonly string[] | undefined;
  /** ms since 1970 */
  readonly expiresAt?: number | undefined;
}

/** A new key: the item to store, and the secret that its owner is shown once. */
export function createKey(wanted: NewKey, now: number): { readonly item: ApiKeyItem; readonly secret: string } {
  const secret = wanted.secret ?? `ll_${newSecret()}`;
  const { role, source, sites, expiresAt } = wanted;
  const item = {
    hash: hashOf(secret),
    role,
    source,
    createdAt: now,
    ...(sites && { sites: [...sites] }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
  return { item, secret };
}

/** Secrets are random, so a plain hash keeps them. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
