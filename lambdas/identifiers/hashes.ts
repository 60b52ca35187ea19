import { createHash } from 'node:crypto';
import { e164Form } from '../settings/e164.ts';
import { personalNumber } from './phone.ts';

/** SHA-256 of the UTF-8 text, as 64 hex digits in lower case: as all receivers want it. */
function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** With the plus sign: Google, TikTok, Reddit. Digits only: Meta, Snap, Pinterest. The same number has two hashes. */
export type PhoneForm = 'plus' | 'digits';

/** The hash of a caller's number; a withheld one has none, not the hash of a constant. */
export function phoneHash(number: string, form: PhoneForm): string | undefined {
  if (!e164Form.test(number) || personalNumber(number) === undefined) return undefined;
  return sha256(form === 'plus' ? number : number.slice(1));
}

/**
 * What else becomes of an address in its normal form. `plain`: nothing (Meta, TikTok, Klaviyo). `google`: dots and what follows a plus
 * sign are left out, for Gmail only. `dotless`: the same for every domain (Reddit).
 */
export type EmailForm = 'plain' | 'google' | 'dotless';

const gmail: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/** The hash of an address in its normal form (`normalEmail`); undefined when the form leaves nothing of the name. */
export function emailHash(address: string, form: EmailForm): string | undefined {
  const at = address.lastIndexOf('@');
  const [name, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (form === 'plain' || (form === 'google' && !gmail.has(domain))) return sha256(address);
  const bare = name.replace(/\+.*$/, '').replaceAll('.', '');
  return bare === '' ? undefined : sha256(`${bare}@${domain}`);
}

/** MD5 of an address in its normal form, by which Mailchimp finds a member of an audience: a key of theirs, not a way to keep it secret. */
export function emailMd5(address: string): string {
  return createHash('md5').update(address).digest('hex');
}
