import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { normalEmail } from '../../../lambdas/identifiers/email.ts';
import { emailHash, emailMd5, phoneHash } from '../../../lambdas/identifiers/hashes.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('a number has one hash for receivers that want its plus sign, and another for those that do not', () => {
  // printf +14155550123 | sha256sum; printf 14155550123 | sha256sum
  expect(phoneHash('+14155550123', 'plus')).toBe('36a2cef4ff9bf7a1abd2a93359136b870393be4106e6c5d19b72ff564f9deca4');
  expect(phoneHash('+14155550123', 'digits')).toBe('413ba75461ab5f99d36820e561ea97e2bd80f9cb586f7ecea6cf4c496518950a');
});

test.each(['anonymous', '', '+266696687', '14155550123', '+0442079460958', '+1 415 555 0123'])(
  '"%s" has no hash, not that of a constant',
  (number) => {
    expect(phoneHash(number, 'plus')).toBeUndefined();
    expect(phoneHash(number, 'digits')).toBeUndefined();
  },
);

test('an address is hashed as it is', () => {
  // printf jane@example.com | sha256sum
  expect(emailHash('jane@example.com', 'plain')).toBe(
    '8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d',
  );
  expect(emailHash('jane.doe+news@gmail.com', 'plain')).toBe(sha256('jane.doe+news@gmail.com'));
});

test('Google leaves out dots and suffixes, at Gmail only', () => {
  expect(emailHash('jane.doe+news@gmail.com', 'google')).toBe(sha256('janedoe@gmail.com'));
  expect(emailHash('jane.doe+a+b@googlemail.com', 'google')).toBe(sha256('janedoe@googlemail.com'));
  expect(emailHash('jane.doe+news@example.com', 'google')).toBe(sha256('jane.doe+news@example.com'));
});

test('others leave them out everywhere', () => {
  expect(emailHash('jane.doe+news@example.com', 'dotless')).toBe(sha256('janedoe@example.com'));
});

test('an address of which nothing would be left has no hash', () => {
  expect(emailHash('+news@gmail.com', 'google')).toBeUndefined();
  expect(emailHash('+news@gmail.com', 'plain')).toBe(sha256('+news@gmail.com'));
});

test('an address has the same hash in every spelling', () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.constantFrom('plain', 'google', 'dotless'), (address, form) => {
      const [small, big] = [normalEmail(address), normalEmail(` ${address.toUpperCase()}\u200b`)];
      fc.pre(small !== undefined && big !== undefined);
      expect(emailHash(big!, form)).toBe(emailHash(small!, form));
    }),
  );
});

test('Mailchimp finds a member by the MD5 of the address', () => {
  // printf jane@example.com | md5sum
  expect(emailMd5('jane@example.com')).toBe('9e26471d35a78862c17e467d87cddedf');
});
