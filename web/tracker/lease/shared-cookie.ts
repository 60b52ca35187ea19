import type { Consent } from '../consent/consent.ts';
import { askAnew, askedOnce } from './asked-once.ts';

/** What the hosts of a site share: whose tokens, and what the visitor said. */
export interface SharedTokens {
  /** The domain that they lie on. */
  readonly shared: string;
  readonly said?: Consent | undefined;
  readonly visitor?: string | undefined;
  readonly lease?: string | undefined;
  /** The leased number, E.164. */
  readonly number?: string | undefined;
}

/** s; a visitor who stays away for 13 months is a new one. */
const maxAge = 395 * 86_400;

/** Browsers refuse 4096 bytes, and every request to every host of the domain carries them. */
const longest = 3800;

export function readShared(name: string): SharedTokens | undefined {
  const value = cookies()
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`));
  const [shared, said, visitor, lease, number] = value?.slice(name.length + 1).split('~') ?? [];
  if (!shared || number === undefined) return undefined;
  return {
    shared,
    said: said ? { ads: said === 'ads', analytics: true } : undefined,
    visitor: visitor || undefined,
    lease: lease || undefined,
    number: number || undefined,
  };
}

/** Puts them on the first of the domains that takes them; `undefined` if none does: then each host has a visitor of its own. */
export function writeShared(
  name: string,
  domains: readonly string[],
  { said, visitor = '', lease = '', number = '' }: Omit<SharedTokens, 'shared'>,
): string | undefined {
  for (const domain of domains) {
    const value = [domain, said ? (said.ads ? 'ads' : 'analytics') : '', visitor, lease, number].join('~');
    if (value.length > longest) break;
    setCookie(name, domain, value, maxAge);
    if (cookies().includes(value)) return domain;
  }
  eraseShared(name);
  return undefined;
}

/** On whichever domain it lies. */
export function eraseShared(name: string): void {
  const labels = location.hostname.split('.');
  for (const index of labels.keys()) setCookie(name, labels.slice(index).join('.'), '', 0);
}

/** A page may have a form of that name. */
export const cookies = askedOnce(() => String(document.cookie));

function setCookie(name: string, domain: string, value: string, seconds: number): void {
  const secure = location.protocol === 'https:' ? ';Secure' : '';
  askAnew();
  document.cookie = `${name}=${value};Domain=${domain};Path=/;Max-Age=${seconds};SameSite=Lax${secure}`;
}
