import { e164 } from '../../settings/e164.ts';
import type { Caller } from '../observation.ts';

/**
 * Numbers that spell a word on a phone's keypad: ANONYMOUS, UNAVAILABLE, UNKNOWN, BLOCKED, RESTRICTED. The first three
 * pass as E.164, and without this list all who withhold their number would be one person.
 */
const keypadWords = new Set(['+266696687', '+86282452253', '+8656696', '+2562533', '+7378742833']);

/**
 * The caller that an address names. Anything but an E.164 number is a withheld one: `anonymous`, `restricted`, a SIP
 * address, a short code. Callers are checked for form only.
 */
export function readCaller(address: string): Caller {
  const number = asE164(address);
  return number === undefined || keypadWords.has(number) ? { kind: 'withheld' } : { kind: 'number', number };
}

/** The address as E.164, however people would write it; else undefined. */
export function asE164(address: string): string | undefined {
  const parsed = e164.safeParse(address);
  return parsed.success ? parsed.data : undefined;
}

/** Short codes and SIP addresses; the number becomes a part of keys. */
const otherNumber = /^(?=.*\d)[\x21-\x7e]{1,100}$/;

/** Something that can be dialled and is no E.164 number: it is kept as it was given. */
export function isOtherNumber(address: string): boolean {
  return otherNumber.test(address);
}
