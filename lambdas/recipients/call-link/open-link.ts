import type { Slot } from '../../leases/slots/slot.ts';
import { readSlot } from '../../leases/slots/slot-transitions-store.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { Pool } from '../../settings/pools/pool.ts';
import { readPoolIfKnown, readPoolOf } from '../../settings/pools/pool-store.ts';
import type { ShownNumber } from '../../settings/pools/pool-summary.ts';
import type { RecipientPool } from '../../settings/pools/recipient-pool.ts';
import type { Site } from '../../settings/sites/site.ts';
import type { SiteCache } from '../../settings/sites/site-cache.ts';
import type { Recipient } from '../recipient.ts';
import { readRecipient } from '../recipient-store.ts';
import { poolOfAlteredToken } from '../recipient-token.ts';

export interface LinkSources {
  readonly settings: Table;
  readonly leases: Table;
  readonly visits: Table;
  readonly sites: Pick<SiteCache, 'byId'>;
}

/** A link of a recipient whose time is not over, and the slots that are theirs now. */
export interface ValidLink {
  readonly kind: 'valid';
  readonly recipient: Recipient;
  readonly pool: RecipientPool;
  readonly site: Site;
  /** Those of the site that pages choose. */
  readonly pools: readonly Pool[];
  /** Of the number that they were sent, while nobody else has it. */
  readonly own?: Slot;
  /** Of the number that they leased by the link, while nobody else has it; its lease may have run out. */
  readonly leased?: Slot;
}

/** What a token leads to. Where the link is of no use any more, its pool, else its site, still has a number. */
export type OpenedLink =
  | ValidLink
  /** Its time is over (`until`, ms), or its pool was deleted. */
  | { readonly kind: 'expired'; readonly until: number; readonly number: ShownNumber; readonly site: Site }
  /** Nobody's, altered, or of a recipient who is not kept any more; the pool is the one that it names. */
  | { readonly kind: 'unknown'; readonly of?: { readonly pool: RecipientPool; readonly site: Site } };

/** Reads what a link leads to at a time (ms), and writes nothing. */
export async function openLink(sources: LinkSources, token: string, now: number): Promise<OpenedLink> {
  const { settings, leases, visits, sites } = sources;
  const recipient = await readRecipient(visits, token);
  if (recipient === undefined) return unknownLink(sources, token, now);
  const [pool, cached, own, leased] = await Promise.all([
    readPoolOf(settings, recipient.site, recipient.pool),
    sites.byId(recipient.site, now),
    slotOf(leases, ownKey(recipient)),
    slotOf(leases, recipient.link),
  ]);
  if (cached === undefined) return { kind: 'unknown' };
  const { site, pools } = cached;
  const { until } = recipient;
  if (pool?.kind !== 'recipient') {
    const number = numberOfSite(site);
    return number === undefined ? { kind: 'unknown' } : { kind: 'expired', until, number, site };
  }
  if (now >= until) return { kind: 'expired', until, number: pool.default, site };
  return { kind: 'valid', recipient, pool, site, pools, ...(own && { own }), ...(leased && { leased }) };
}

/** What who has the link may be shown without a write: a number of theirs, else the pool's default number. */
export function numberOfLink({ own, leased, pool }: ValidLink, now: number): ShownNumber {
  const held = own ?? (leased !== undefined && now < leased.leasedUntil ? leased : undefined);
  return held === undefined ? pool.default : shownSlot(held);
}

export function shownSlot({ number, display }: Slot): ShownNumber {
  return { e164: number, display, href: `tel:${number}` };
}

/** The number that the site's pages show by themselves, as it is dialled. */
function numberOfSite({ swap }: Site): ShownNumber | undefined {
  const [number] = swap?.numbers ?? [];
  return number === undefined ? undefined : { e164: number, display: number, href: `tel:${number}` };
}

async function unknownLink({ settings, sites }: LinkSources, token: string, now: number): Promise<OpenedLink> {
  const id = poolOfAlteredToken(token);
  const pool = id === undefined ? undefined : await readPoolIfKnown(settings, id);
  if (pool?.kind !== 'recipient') return { kind: 'unknown' };
  const cached = await sites.byId(pool.site, now);
  return { kind: 'unknown', ...(cached && { of: { pool, site: cached.site } }) };
}

/** Where a number of theirs lies, and by which lease it is theirs. */
interface HeldKey {
  readonly pool: string;
  readonly shard: number;
  readonly number: string;
  readonly lease: string;
}

function ownKey({ pool, shard, number, lease }: Recipient): HeldKey | undefined {
  if (shard === undefined || number === undefined || lease === undefined) return undefined;
  return { pool, shard, number, lease };
}

/** The slot, if that lease is still the one of it. */
async function slotOf(leases: Table, key: HeldKey | undefined): Promise<Slot | undefined> {
  const slot = key && (await readSlot(leases, key));
  return slot?.state === 'live' && slot.lease === key?.lease ? slot : undefined;
}
