import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import * as z from 'zod';
import { deriveSigningKeys } from '../../../lambdas/platform/signing-keys.ts';
import { signToken, verifyToken } from '../../../lambdas/platform/tokens.ts';

const claims = z.object({ kind: z.literal('lease'), number: z.string(), at: z.number() });
const key = (id: string) => [id, createSecretKey(randomBytes(32))] as const;
const keys = { signWith: '2', keys: new Map([key('1'), key('2')]) };
const lease = { kind: 'lease', number: '+12025550100', at: 1_700_000_000_000 };

test('gives back the claims that were signed', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), (number, at) => {
      const token = signToken(keys, { kind: 'lease', number, at });
      expect(verifyToken(keys, token, claims)).toEqual({ kind: 'lease', number, at });
    }),
  );
});

test('refuses a token with any one character changed, added or removed', () => {
  const token = signToken(keys, lease);
  const characters = 'ABCDwxyz0189-_.=+/ '.split('');
  fc.assert(
    fc.property(
      fc.nat(token.length - 1),
      fc.constantFrom(...characters),
      fc.constantFrom(0, 1),
      (at, character, removed) => {
        const forged = token.slice(0, at) + character + token.slice(at + removed);
        fc.pre(forged !== token);
        expect(verifyToken(keys, forged, claims)).toBeUndefined();
      },
    ),
    { numRuns: 2000 },
  );
  for (let at = 0; at < token.length; at++) {
    expect(verifyToken(keys, token.slice(0, at) + token.slice(at + 1), claims)).toBeUndefined();
  }
});

test('refuses another spelling of the same signature bytes', () => {
  const token = signToken(keys, lease);
  const spellings = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    .split('')
    .map((last) => token.slice(0, -1) + last)
    .filter((spelling) => verifyToken(keys, spelling, claims) !== undefined);
  expect(spellings).toEqual([token]);
});

test.each(['', 'v1', 'v1.2', 'v1.2.e30', 'v1.2.e30.', 'v2.2.e30.x', 'v1.9.e30.x', 'x'.repeat(10_000)])(
  'refuses what is no token: %.20s',
  (token) => {
    expect(verifyToken(keys, token, claims)).toBeUndefined();
  },
);

test('refuses claims of another kind', () => {
  expect(verifyToken(keys, signToken(keys, { ...lease, kind: 'visitor' }), claims)).toBeUndefined();
});

test('a key that no longer signs still verifies, and one that was dropped does not', () => {
  const token = signToken({ ...keys, signWith: '1' }, lease);
  expect(verifyToken(keys, token, claims)).toEqual(lease);
  const dropped = { signWith: '2', keys: new Map([...keys.keys].filter(([id]) => id === '2')) };
  expect(verifyToken(dropped, token, claims)).toBeUndefined();
});

test('keys made from the same master value agree, and those of another do not', () => {
  const secret = (master: string, ids: string[]) => JSON.stringify({ master: master.repeat(64), signingKeys: ids });
  const token = signToken(deriveSigningKeys(secret('a', ['1'])), lease);
  expect(verifyToken(deriveSigningKeys(secret('a', ['2', '1'])), token, claims)).toEqual(lease);
  expect(verifyToken(deriveSigningKeys(secret('b', ['1'])), token, claims)).toBeUndefined();
  expect(() => deriveSigningKeys(secret('a', []))).toThrow('signingKeys');
});
