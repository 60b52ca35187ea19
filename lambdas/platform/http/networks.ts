import { BlockList, isIP, isIPv6, SocketAddress } from 'node:net';

/** Tells whether an address is one of those, or lies in one of those networks. */
export type Networks = (address: string) => boolean;

/**
 * IP addresses and CIDR blocks, as settings name them; one that cannot be read is left out. An IPv4 address is the same
 * in its IPv6 form.
 */
export function networks(entries: readonly string[]): Networks {
  let list: BlockList | undefined;
  return (address) => {
    if (isIP(address) === 0) return false;
    // Made when somebody asks: the class loads slowly, and most containers never need it.
    list ??= blockList(entries);
    return list.check(address, familyOf(address));
  };
}

function blockList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) add(list, entry);
  return list;
}

function add(list: BlockList, entry: string): void {
  const [address = '', prefix] = entry.split('/');
  const bits = Number(prefix ?? 32);
  if (isIP(address) === 0 || !Number.isInteger(bits) || bits < 0 || bits > (isIPv6(address) ? 128 : 32)) return;
  if (prefix === undefined) list.addAddress(address, familyOf(address));
  else list.addSubnet(address, bits, familyOf(address));
}

/** This machine itself. */
export const isLoopback: Networks = networks(['127.0.0.0/8', '::1']);

/**
 * The network that a provider hands to one customer, as far as addresses tell: /24 of IPv4, /64 of IPv6. All callers whose
 * address is not known make one network.
 */
export function networkOf(address: string | undefined): string {
  if (address === undefined || isIP(address) === 0) return 'unknown';
  const [plain = ''] = address.split('%');
  const text = isIPv6(plain) ? new SocketAddress({ address: plain, family: 'ipv6' }).address : plain;
  const ipv4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/.exec(text)?.[1];
  return ipv4 === undefined ? `${firstGroups(text).join(':')}::/64` : `${ipv4}.0/24`;
}

/** The first 64 bits of an address in its shortest form, in which `::` stands for all groups that are left out. */
function firstGroups(text: string): string[] {
  const [head, tail] = text.split('::').map((side) => side.split(':').filter((group) => group !== ''));
  if (head === undefined || tail === undefined) return text.split(':').slice(0, 4);
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].slice(0, 4);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
