import * as z from 'zod';
import type { ManagementOptions } from '../management.ts';
import { listAll } from '../read-settings.ts';

/** A number whose calls Leaseline wants, and whose it is. */
export interface LeaselineNumber {
  /** E.164 */
  readonly number: string;
  /** Where it is, or was last. */
  readonly pool: string;
  readonly site: string;
}

const shown = z.object({ e164: z.string() });
const pool = z.object({
  id: z.string(),
  site: z.string(),
  kind: z.string(),
  default: shown.optional(),
  shown: z.array(shown).optional(),
});
const leased = z.object({ number: z.string() });
const removed = z.object({ number: z.string(), pool: z.string(), forwards: z.boolean() });

/** The numbers of all pools that the key may see: those that visitors are leased and recipients are given, defaults, static ones, and what was taken out and is forwarded still. */
export async function leaselineNumbers(management: ManagementOptions): Promise<LeaselineNumber[]> {
  const pools = await listAll(management, '/v1/pools', pool);
  const numbers: LeaselineNumber[] = [];
  for (const { id, site, kind, default: usual, shown: named = [] } of pools) {
    const path = `/v1/pools/${encodeURIComponent(id)}/numbers`;
    const slots = kind === 'session' || kind === 'recipient' ? await listAll(management, path, leased) : [];
    const own = [...(usual === undefined ? [] : [usual]), ...named].map(({ e164 }) => e164);
    for (const number of [...own, ...slots.map((slot) => slot.number)]) numbers.push({ number, pool: id, site });
  }
  for (const site of new Set(pools.map((one) => one.site))) {
    const items = await listAll(management, '/v1/removed-numbers', removed, { site });
    for (const { number, pool: id } of items.filter(({ forwards }) => forwards))
      numbers.push({ number, pool: id, site });
  }
  return [...new Map(numbers.map((one) => [one.number, one])).values()];
}
