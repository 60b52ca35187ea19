import { type E164, e164 } from '../settings/e164.ts';

/**
 * Numbers that spell a word on a phone's keypad: ANONYMOUS, UNAVAILABLE, UNKNOWN, BLOCKED, RESTRICTED. The first three
 * pass as E.164, and without this list all who withhold their number would be one person.
 */
const keypadWords: ReadonlySet<string> = new Set(['+266696687', '+86282452253', '+8656696', '+2562533', '+7378742833']);

/** The address as E.164, however people would write it; else undefined. Form only. */
export function asE164(address: string): E164 | undefined {
  const parsed = e164.safeParse(address);
  return parsed.success ? parsed.data : undefined;
}

/** The number of a person: undefined for `anonymous`, `restricted`, a SIP address, a short code, and for what only looks like a number. */
export function personalNumber(address: string): E164 | undefined {
  const number = asE164(address);
  return number === undefined || keypadWords.has(number) ? undefined : number;
}
