import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** An address that a name leads to. */
export interface Address {
  readonly address: string;
  readonly family: number;
}

/** What decides where destinations may lie. */
export interface AddressPolicy {
  /** On one's own machine everything may be private, and unencrypted. */
  readonly privateAddresses: 'allow' | 'refuse';
  /** All addresses of a name. Throws when there is none. */
  readonly resolve: (hostname: string) => Promise<readonly Address[]>;
}

/** The addresses that the machine's resolver knows. */
export async function resolveName(hostname: string): Promise<readonly Address[]> {
  return lookup(hostname, { all: true, verbatim: true });
}

/** Special-purpose networks of IANA's registries: loopback, private, link-local with the metadata services, multicast, ... */
const notPublic: readonly (readonly [network: string, prefix: number, type: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  // Inside 2000::/3, these lead elsewhere: Teredo and its kin, documentation, 6to4.
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
];

const closed = new BlockList();
for (const network of notPublic) closed.addSubnet(...network);
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
const mapped = new BlockList();
mapped.addSubnet('::ffff:0:0', 96, 'ipv6');

/** Whether an address is reachable for everyone. IPv4 inside IPv6 counts as the IPv4 address that it is. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, 'ipv4');
  if (family !== 6) return false;
  if (mapped.check(address, 'ipv6')) return isPublicMapped(address);
  return globalUnicast.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}

function isPublicMapped(address: string): boolean {
  // URL writes IPv6 in its one canonical form, with the last 32 bits in hex.
  const [, high = '', low = ''] = /::ffff:([0-9a-f]+):([0-9a-f]+)\]$/.exec(new URL(`http://[${address}]`).host) ?? [];
  const bits = Number.parseInt(high, 16) * 0x1_0000 + Number.parseInt(low, 16);
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(bits / 2 ** shift) % 256);
  return isPublic(bytes.join('.'));
}

/** The addresses to connect to, all of them checked; or why there are none, in words for people. */
export type CheckedAddresses =
  | { readonly addresses: readonly Address[] }
  | { readonly refused: string }
  /** The name could not be resolved just now. */
  | { readonly unresolved: string };

/**
 * Checks an http(s) address as a destination. A name is refused if any of its addresses is private, since any of them may be
 * taken. Connect to the addresses answered, not to the name: it may lead elsewhere a moment later.
 */
export async function checkAddress(url: string, policy: AddressPolicy): Promise<CheckedAddresses> {
  if (!URL.canParse(url)) return { refused: 'must be an https address' };
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return { refused: 'must be an https address' };
  if (protocol === 'http:' && policy.privateAddresses === 'refuse') return { refused: 'must be an https address' };
  if (username !== '' || password !== '') return { refused: 'must not hold a user name or password' };
  const host = hostname.replace(/^\[|\]$/g, '');
  let addresses: readonly Address[];
  try {
    addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await policy.resolve(host);
  } catch {
    return { unresolved: 'its name leads to no address' };
  }
  if (addresses.length === 0) return { unresolved: 'its name leads to no address' };
  if (policy.privateAddresses === 'refuse' && !addresses.every(({ address }) => isPublic(address))) {
    return { refused: 'must not lead to a private address' };
  }
  return { addresses };
}
