import { personalNumber } from '../../identifiers/phone.ts';
import type { Caller } from '../observation.ts';

/**
 * The caller that an address names. Anything but the E.164 number of a person is a withheld one. Callers are checked for form only.
 */
export function readCaller(address: string): Caller {
  const number = personalNumber(address);
  return number === undefined ? { kind: 'withheld' } : { kind: 'number', number };
}

/** Short codes and SIP addresses; the number becomes a part of keys. */
const otherNumber = /^(?=.*\d)[\x21-\x7e]{1,100}$/;

/** Something that can be dialled and is no E.164 number: it is kept as it was given. */
export function isOtherNumber(address: string): boolean {
  return otherNumber.test(address);
}

/** An extension of a PBX, or a code like `*97`. */
const extension = /^(?:\d{2,6}|\*[\d*#]{1,10})$/;

/** Something that is dialled inside. */
export function isExtension(address: string): boolean {
  return extension.test(address);
}
