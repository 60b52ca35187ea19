import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';

/** HMAC keys by key id. New tokens are signed with one of them; all of them verify, so keys can rotate. */
export interface SigningKeys {
  readonly signWith: string;
  readonly keys: ReadonlyMap<string, KeyObject | Buffer>;
}

/** Longer than any token that we make; refuses to hash what cannot be one. */
const longestToken = 8192;

/** `v1.<key id>.<base64url JSON>.<base64url HMAC-SHA256 over all before it>`. */
export function signToken(keys: SigningKeys, claims: object): string {
  const key = keys.keys.get(keys.signWith);
  if (key === undefined) throw new Error(`no signing key ${keys.signWith}`);
  const signed = `v1.${keys.signWith}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${signed}.${signature(key, signed)}`;
}

/** The claims of a token that one of the keys signed and that fit the schema; undefined for anything else. Never throws. */
export function verifyToken<Schema extends z.core.$ZodType>(
  keys: SigningKeys,
  token: string,
  schema: Schema,
): z.output<Schema> | undefined {
  if (token.length > longestToken) return undefined;
  const [version, keyId, payload, given, ...rest] = token.split('.');
  if (version !== 'v1' || keyId === undefined || payload === undefined || given === undefined || rest.length > 0) {
    return undefined;
  }
  const key = keys.keys.get(keyId);
  // Signatures are compared as text: decoded base64url would accept other spellings of the same bytes.
  if (key === undefined || !sameText(given, signature(key, `v1.${keyId}.${payload}`))) return undefined;
  const parsed = z.safeParse(schema, jsonOrUndefined(Buffer.from(payload, 'base64url').toString('utf8')));
  return parsed.success ? parsed.data : undefined;
}

function signature(key: KeyObject | Buffer, signed: string): string {
  return createHmac('sha256', key).update(signed).digest('base64url');
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
