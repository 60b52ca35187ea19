import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { parse } from 'node:querystring';
import type { SignedRequest, Verification } from '../carrier.ts';
import { writtenWays } from './written-ways.ts';

/** What an account signs with. */
export interface TwilioKeys {
  readonly authTokens: readonly string[];
  /** The secret of a SharedKey, which goes before the tokens where the account has one. */
  readonly sharedKey: string | undefined;
}

/** By the header that comes with what a SharedKey signs; without it, it is SHA-1. */
const algorithms: ReadonlyMap<string, 'sha1' | 'sha256'> = new Map([
  ['HMAC_SHA1', 'sha1'],
  ['HMAC_SHA256', 'sha256'],
]);

/**
 * Whether a request is signed as Twilio does: by an HMAC over the address and the fields of the form, sorted by name. Of another body its
 * SHA-256 stands in the address. What was signed long ago is genuine, too: the scheme has no time. Never throws.
 */
export function verifyTwilio({ url, headers, body }: SignedRequest, keys: TwilioKeys): Verification {
  const shown = headers['x-twilio-signature'] ?? '';
  if (shown === '' || !URL.canParse(url)) return 'forged';
  const hash = new URL(url).searchParams.get('bodySHA256');
  if (hash !== null && !isSame(hash, createHash('sha256').update(body).digest('hex'))) return 'forged';
  const { algorithm, secrets } = schemeOf(headers['x-twilio-webhooks-signature-settings'] ?? '', keys);
  if (algorithm === undefined) return 'forged';
  const fields = hash === null ? signedFields(body) : '';
  const isSigned = secrets.some((secret) =>
    writtenWays(url).some((written) =>
      isSame(
        shown,
        createHmac(algorithm, secret)
          .update(written + fields, 'utf8')
          .digest('base64'),
      ),
    ),
  );
  return isSigned ? 'genuine' : 'forged';
}

/** `key=webhooks_sharedkey_...,algorithm=HMAC_SHA256`: the algorithm is that of the header, and so is what signs. */
function schemeOf(settings: string, { authTokens, sharedKey }: TwilioKeys) {
  if (settings === '') return { algorithm: 'sha1', secrets: authTokens } as const;
  const named = /(?:^|,)\s*algorithm\s*=\s*([^\s,]+)/.exec(settings)?.[1] ?? 'HMAC_SHA1';
  return { algorithm: algorithms.get(named.toUpperCase()), secrets: sharedKey === undefined ? [] : [sharedKey] };
}

/** Names and values of the form, by name; of a name that comes more than once each value once. */
function signedFields(body: Uint8Array): string {
  const form = parse(Buffer.from(body).toString('utf8'), '&', '=', { maxKeys: 0 });
  const names = Object.keys(form).sort();
  return names.flatMap((name) => valuesOf(form[name]).map((value) => name + value)).join('');
}

function valuesOf(value: string | readonly string[] | undefined): readonly string[] {
  return typeof value === 'object' ? [...new Set(value)].sort() : [value ?? ''];
}

/** How long it takes does not tell how much of a guess was right. */
function isSame(shown: string, expected: string): boolean {
  const [guess, truth] = [Buffer.from(shown), Buffer.from(expected)];
  return guess.length === truth.length && timingSafeEqual(guess, truth);
}
