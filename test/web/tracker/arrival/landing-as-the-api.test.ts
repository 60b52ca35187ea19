import fc from 'fast-check';
import { addressParameters, knownValues } from '../../../../lambdas/attribution/address-parameters.ts';
import { isOwnHost } from '../../../../lambdas/attribution/hosts.ts';
import { arrivalOf, landingOf, withoutClicks } from '../../../../web/tracker/arrival/landing.ts';
import { attributionExamples } from '../../../attribution-examples.ts';

const read = (address: string) => Object.fromEntries(knownValues(addressParameters(new URL(address))));
/** Names are spelled out in all links that a program mangled; nobody encodes letters. */
const examples = attributionExamples().filter(({ address }) => !address.includes('%75tm'));

test('the tracker sees an arrival in every address that the API reads something of', () => {
  const tagged = examples.filter(({ address }) => Object.keys(read(address)).length > 0);
  expect(tagged.length).toBeGreaterThan(100);
  expect(tagged.filter(({ address: pageUrl }) => !landingOf({ pageUrl }).includes('='))).toEqual([]);
});

test('what the tracker tells of an address is read like the address', () => {
  for (const { address } of examples) {
    expect([address, read(arrivalOf([address], '').pageUrl)]).toEqual([address, read(address)]);
  }
});

test('of an address that is too long for the API the tags are told', () => {
  const address = `https://shop.example/bikes?x=${'y'.repeat(100_000)}&gclid=abc&utm_source=a%26b#${'z'.repeat(9000)}&utm_medium=c`;
  const { pageUrl } = arrivalOf([address], '');
  expect(pageUrl.length).toBeLessThan(8000);
  expect(pageUrl).toMatch(/^https:\/\/shop\.example\/bikes\?/);
  expect(read(pageUrl)).toEqual({ gclid: 'abc', utm_source: 'a&b', utm_medium: 'c' });
  expect(arrivalOf([`https://shop.example/?x=${'y'.repeat(100_000)}`], '').pageUrl).toBe('https://shop.example/?');
});

test('without consent the API reads no click id of what the tracker tells', () => {
  const clicks = examples.filter(({ 'click ids': ids }) => ids !== '');
  expect(clicks.length).toBeGreaterThan(20);
  for (const { address, 'click ids': ids } of clicks) {
    const told = Object.values(read(withoutClicks(address)));
    expect([address, ids.split(/[ =]/).filter((id) => id.length > 1 && told.includes(id))]).toEqual([address, []]);
  }
});

const host = fc
  .array(fc.constantFrom('shop', 'blog', 'www', 'example', 'localhost'), { minLength: 1, maxLength: 4 })
  .map((labels) => labels.join('.'));

test('both take the same hosts for one site', () => {
  fc.assert(
    fc.property(host, host, (page, from) => {
      const bare = (name: string) => name.replace(/^www\./, '');
      const isSame = landingOf({ pageUrl: `https://${page}/`, referrer: `https://${from}/` }) === '';
      expect(isSame).toBe(isOwnHost(bare(from), [bare(page)]));
    }),
  );
});
