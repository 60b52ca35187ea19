import { domainToASCII } from 'node:url';
import * as z from 'zod/mini';
import { plainText } from '../settings/written-number.ts';

/** RFC 5321, 4.5.3.1: what an address and the part before the sign may have. */
const longestAddress = 254;
const longestName = 64;

/** A name without quotes, RFC 5321 and 6531: dots stand between other characters. Letters of any script may be in it. */
const addressForm = /^(?!\.)(?!.*\.\.)([^\s@"<>(),:;\\[\]\p{Cc}]+)(?<!\.)@([^\s@]+)$/u;

const domainForm = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * An e-mail address as all receivers hash it: without what surrounds it or nobody sees, in lower case, its domain as it is looked up
 * (`xn--...`). Dots and suffixes stay: whose they are only some receivers say. Undefined for what is no address.
 */
export function normalEmail(text: string): string | undefined {
  const [, name = '', domain = ''] = addressForm.exec(plainText(text)) ?? [];
  const host = domainToASCII(domain).toLowerCase();
  const address = `${name.toLowerCase()}@${host}`;
  const isAddress = name !== '' && name.length <= longestName && address.length <= longestAddress;
  return isAddress && domainForm.test(host) ? address : undefined;
}

/** An e-mail address that somebody gives us, in its normal form. */
export const email = z
  .string()
  .check(
    z.maxLength(1000),
    z.overwrite((text) => normalEmail(text) ?? text),
    z.refine((text) => normalEmail(text) === text, { message: 'must be an e-mail address' }),
  )
  .brand('Email');
export type Email = z.infer<typeof email>;
