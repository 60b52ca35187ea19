import fc from 'fast-check';
import { generateSecret, generateSecretString } from '../../../src/services/secrets/generate-secret-string.ts';

const make = (wanted: object) => generateSecret(generateSecretString.parse(wanted));

test('a password is 32 characters of all kinds, a new one each time', () => {
  const password = make({});
  expect(password).toMatch(/^[\x21-\x7e]{32}$/);
  for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) expect(password).toMatch(kind);
  expect(make({})).not.toBe(password);
});

test('a template keeps its other keys', () => {
  const secret = make({
    SecretStringTemplate: '{"signingKeys":["1"]}',
    GenerateStringKey: 'master',
    PasswordLength: 64,
    ExcludePunctuation: true,
  });
  expect(JSON.parse(secret)).toEqual({ signingKeys: ['1'], master: expect.stringMatching(/^[a-zA-Z0-9]{64}$/) });
});

test('what is excluded never occurs', () => {
  const settings = fc.record({
    PasswordLength: fc.integer({ min: 4, max: 60 }),
    ExcludeCharacters: fc.string({ unit: fc.constantFrom('a', 'b', 'X', 'Y', '0', '1', '"', '@', '/'), maxLength: 8 }),
    ExcludeUppercase: fc.boolean(),
    ExcludePunctuation: fc.boolean(),
  });
  fc.assert(
    fc.property(settings, (wanted) => {
      const password = make(wanted);
      expect(password).toHaveLength(wanted.PasswordLength);
      for (const character of wanted.ExcludeCharacters) expect(password).not.toContain(character);
      expect(wanted.ExcludeUppercase && /[A-Z]/.test(password)).toBe(false);
      expect(wanted.ExcludePunctuation && /[^a-zA-Z0-9]/.test(password)).toBe(false);
    }),
  );
});
