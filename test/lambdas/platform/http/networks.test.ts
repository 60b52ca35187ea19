import fc from 'fast-check';
import { isLoopback, networkOf, networks } from '../../../../lambdas/platform/http/networks.ts';

test.each([
  ['203.0.113.7', '203.0.113.0/24'],
  ['::ffff:203.0.113.7', '203.0.113.0/24'],
  ['::FFFF:cb00:7107', '203.0.113.0/24'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::5:6:7:8', '2001:db8:0:0::/64'],
  ['2001:db8:1::5:6:7:8', '2001:db8:1:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['localhost', 'unknown'],
  [undefined, 'unknown'],
])('%p belongs to %p', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('what is in the network of an address, and only that, has the same network', () => {
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
      // `::` is all of the remaining groups, so the text of a network is one of its addresses too.
      expect(networks([networkOf(one)])(one)).toBe(true);
      expect(networks([networkOf(one)])(other)).toBe(networkOf(one) === networkOf(other));
    }),
  );
  fc.assert(
    fc.property(fc.ipV4(), fc.ipV4(), (one, other) => {
      expect(networks([networkOf(one)])(one)).toBe(true);
      expect(networks([networkOf(one)])(`::ffff:${other}`)).toBe(networkOf(one) === networkOf(other));
    }),
  );
});

test('addresses and blocks of both kinds are found, in any way of writing them', () => {
  const some = networks(['203.0.113.0/24', '198.51.100.7', '2001:db8::/32', '2001:db9::7']);
  for (const inside of ['203.0.113.255', '::ffff:203.0.113.1', '198.51.100.7', '2001:DB8:9::1', '2001:db9:0::7']) {
    expect([inside, some(inside)]).toEqual([inside, true]);
  }
  for (const outside of [
    '203.0.114.0',
    '198.51.100.8',
    '2001:db7::1',
    '2001:db9::8',
    '::',
    '0.0.0.0',
    'nonsense',
    '',
  ]) {
    expect([outside, some(outside)]).toEqual([outside, false]);
  }
  expect(networks(['0.0.0.0/0'])('192.0.2.1')).toBe(true);
});

test('what cannot be read is no network, and takes nothing from the others', () => {
  const some = networks(['', 'shop.example', '10.0.0.0/33', '10.0.0.0/x', '2001:db8::/129', '192.0.2.1']);
  expect(some('10.0.0.1')).toBe(false);
  expect(some('2001:db8::1')).toBe(false);
  expect(some('192.0.2.1')).toBe(true);
});

test.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => {
  expect(isLoopback(address)).toBe(true);
});

test.each(['128.0.0.1', '10.0.0.1', '::2', 'localhost'])('%s is another', (address) => {
  expect(isLoopback(address)).toBe(false);
});
