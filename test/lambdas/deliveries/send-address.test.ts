import { checkAddress, isPublic } from '../../../lambdas/deliveries/send-address.ts';

const leadsTo = (...addresses: string[]) => ({
  privateAddresses: 'refuse' as const,
  resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
});

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'no address',
])('%s is not public', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each([
  '8.8.8.8',
  '172.15.255.255',
  '172.32.0.1',
  '100.128.0.1',
  '::ffff:8.8.8.8',
  '2606:4700::1111',
  '2a00:1450::1',
])('%s is public', (address) => {
  expect(isPublic(address)).toBe(true);
});

test('a name is taken only if all its addresses are public, and those are the ones to connect to', async () => {
  expect(await checkAddress('https://tool.example/in', leadsTo('8.8.8.8'))).toEqual({
    addresses: [{ address: '8.8.8.8', family: 4 }],
  });
  expect(await checkAddress('https://tool.example/in', leadsTo('8.8.8.8', '127.0.0.1'))).toEqual({
    refused: 'must not lead to a private address',
  });
  expect(await checkAddress('https://tool.example/in', leadsTo())).toEqual({
    unresolved: 'its name leads to no address',
  });
});

test.each([
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://127.1/',
  'https://[::1]/',
  'https://[::ffff:7f00:1]/',
  'https://169.254.169.254/latest/meta-data',
])('%s is refused however it is written', async (url) => {
  expect(await checkAddress(url, leadsTo('8.8.8.8'))).toEqual({ refused: 'must not lead to a private address' });
});

test.each(['http://tool.example/', 'ftp://tool.example/', 'tool.example', ''])(
  '%j is no https address',
  async (url) => {
    expect(await checkAddress(url, leadsTo('8.8.8.8'))).toEqual({ refused: 'must be an https address' });
  },
);

test('credentials in an address are refused', async () => {
  expect(await checkAddress('https://user:secret@tool.example/', leadsTo('8.8.8.8'))).toHaveProperty('refused');
});

test('on one’s own machine everything may be private and unencrypted', async () => {
  const policy = { ...leadsTo('127.0.0.1'), privateAddresses: 'allow' as const };
  expect(await checkAddress('http://localhost:8787/inbox/hook', policy)).toHaveProperty('addresses');
  expect(await checkAddress('ftp://localhost/', policy)).toHaveProperty('refused');
});
