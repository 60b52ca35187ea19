import { deriveIdentityKey } from '../../../lambdas/platform/identity-key.ts';
import { deriveSigningKeys } from '../../../lambdas/platform/signing-keys.ts';

const master = 'm'.repeat(64);
const secret = (signingKeys: string[]) => JSON.stringify({ master, signingKeys });

test('the identity key does not change when signing keys rotate, and is none of them', () => {
  const key = deriveIdentityKey(secret(['1']));
  expect(deriveIdentityKey(secret(['2', '1'])).equals(key)).toBe(true);
  expect(deriveIdentityKey(JSON.stringify({ master: 'n'.repeat(64) })).equals(key)).toBe(false);
  const signing = deriveSigningKeys(secret(['1'])).keys.get('1');
  expect(key.export()).not.toEqual(signing && 'export' in signing ? signing.export() : signing);
});

test.each(['', 'no JSON', '{}', '{"master":"short"}'])('%j is no secret', (text) => {
  expect(() => deriveIdentityKey(text)).toThrow(/./);
});
