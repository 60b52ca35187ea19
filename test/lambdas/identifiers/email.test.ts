import fc from 'fast-check';
import { email, normalEmail } from '../../../lambdas/identifiers/email.ts';

test.each([
  [' Jane@Example.COM ', 'jane@example.com'],
  ['jane.doe+news@gmail.com', 'jane.doe+news@gmail.com'],
  ['jane\u200b@example.com', 'jane@example.com'],
  ['anna@bücher.example', 'anna@xn--bcher-kva.example'],
  ['ANNA@XN--BCHER-KVA.example', 'anna@xn--bcher-kva.example'],
  ['Jürgen.用户@Example.com', 'jürgen.用户@example.com'],
  ["o'brien@example.co.uk", "o'brien@example.co.uk"],
])('%s is one address however it is written', (written, address) => {
  expect(normalEmail(written)).toBe(address);
});

test.each([
  '',
  'jane',
  '@example.com',
  'jane@',
  'jane@localhost',
  'jane@example.com, john@example.com',
  'Jane <jane@example.com>',
  'jane doe@example.com',
  'a@b@example.com',
  'jane@10.0.0.1',
  'jane@-example.com',
  'jane@example..com',
  'jane..doe@example.com',
  '.jane@example.com',
  'jane.@example.com',
  `${'j'.repeat(65)}@example.com`,
  `jane@${'long.'.repeat(50)}example.com`,
])('"%s" is no address', (written) => {
  expect(normalEmail(written)).toBeUndefined();
  expect(email.safeParse(written).success).toBe(false);
});

test('a field of a request takes an address in any spelling, and keeps the normal one', () => {
  expect(email.parse(' Jane@Example.com')).toBe('jane@example.com');
});

test('reading an address that was read changes nothing, whatever comes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string(), fc.string({ unit: 'binary' })), (text) => {
      const address = normalEmail(text);
      expect(address === undefined ? undefined : normalEmail(address)).toBe(address);
    }),
  );
});
