/** Short codes and SIP addresses; the number becomes a part of keys. */
const otherNumber = /^(?=.*\d)[\x21-\x7e]{1,100}$/;

/** Something that can be dialled and is no E.164 number: it is kept as it was given. */
export function isOtherNumber(address: string): boolean {
  return otherNumber.test(address);
}
