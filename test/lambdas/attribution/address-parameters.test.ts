import fc from 'fast-check';
import { addressParameters, knownValues } from '../../../lambdas/attribution/address-parameters.ts';
import { knownParameters } from '../../../lambdas/attribution/known-parameters.ts';

const valuesOf = (address: string) => Object.fromEntries(knownValues(addressParameters(new URL(address))));

const name = fc.constantFrom(...knownParameters);
/** What people write as values; `%` and what looks like a parameter are read once more, on purpose. */
const value = fc
  .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 })
  .filter((text) => text.trim() !== '' && !/%|=/.test(text));
const tags = fc.dictionary(name, value, { minKeys: 1, noNullPrototype: true });

/** Ways on which links are mangled, of a query whose values are encoded as they should be. */
const ways: Readonly<Record<string, (query: string) => string>> = {
  'left alone': (query) => `?${query}`,
  'behind others': (query) => `?color=red&${query}`,
  'in the fragment': (query) => `#${query}`,
  'in the route of the fragment': (query) => `#/shop?${query}`,
  'escaped as in HTML': (query) => `?color=red&amp;${query.replaceAll('&', '&amp;')}`,
  'escaped as in HTML, by its code': (query) => `?color=red&#038;${query.replaceAll('&', '&#038;')}`,
  'with semicolons': (query) => `?color=red;${query.replaceAll('&', ';')}`,
  'with question marks': (query) => `?color=red?${query.replaceAll('&', '?')}`,
  'encoded as a whole': (query) => `?${encodeURIComponent(query)}`,
  'encoded twice': (query) => `?${encodeURIComponent(encodeURIComponent(query))}`,
  'encoded in the path': (query) => `${encodeURIComponent(`?${query}`)}`,
  'without its question mark': (query) => `shoes&${query}`,
  'in capital letters': (query) => `?${query.replace(/(^|&)\w+/g, (text) => text.toUpperCase())}`,
};

test.each(Object.entries(ways))('parameters %s are read as they were meant', (_, mangle) => {
  fc.assert(
    fc.property(tags, (meant) => {
      const query = Object.entries(meant)
        .map(([key, text]) => `${key}=${encodeURIComponent(text)}`)
        .join('&');
      const read = valuesOf(`https://shop.example/${mangle(query)}`);
      const trimmed = Object.entries(read).map(([key, text]) => [key, text.trim()]);
      expect(Object.fromEntries(trimmed)).toEqual(
        Object.fromEntries(Object.entries(meant).map(([key, text]) => [key, text.trim()])),
      );
    }),
  );
});

test('what an encoded address of another page holds is not read', () => {
  expect(valuesOf('https://shop.example/?to=https%3A%2F%2Fother.example%2F%3Futm_source%3Da%26gclid%3Db')).toEqual({});
});

test('any address of the longest body is read', () => {
  const pieces = ['?utm_source=', '%26utm_source%3D', '%2526', '&amp;', ';gclid=', '?+++', '%3F', '#', 'a', '=', '+'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const address = `https://shop.example/${text.repeat(Math.ceil(16_000 / text.length))}`;
      expect(addressParameters(new URL(address)).length).toBeLessThan(16_000);
    }),
    { numRuns: 50 },
  );
});
