import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Management } from '../../e2e/management.ts';

/** A site with one large pool, and several of 100 numbers: so many visitors that none of those is ever full. */
export interface Shop {
  readonly siteKey: string;
  readonly large: string;
  readonly small: readonly string[];
  /** Where a visitor of that pool lands. */
  readonly landing: (pool: string) => string;
}

const origin = 'https://large.example';
const smallSize = 100;
/** Of a small pool; few are left free in the end, as with a large pool in use. */
export const visitorsOfSmallPool = 80;

const perArea = 100;
const areas = Array.from({ length: 800 }, (_, index) => 200 + index).filter(
  (area) => parsePhoneNumberFromString(`+1${area}5550100`)?.isValid() === true,
);

/** Numbers of fiction, `+1 <area> 555 01xx`: a hundred of each area code, from the `from`-th code on. */
function fictionNumbers(from: number, count: number): string[] {
  return areas
    .slice(from)
    .flatMap((area) => Array.from({ length: perArea }, (_, index) => `+1${area}5550${perArea + index}`))
    .slice(0, count);
}

const areasOfSmallPools = 10;

export function largeNumbers(count: number): string[] {
  return fictionNumbers(areasOfSmallPools, count);
}

/** Sets the site up, with the numbers of the small pools. */
export async function setUpShop(api: Management): Promise<Shop> {
  const site = 'large';
  const siteKey = 'pk_large';
  const large = 'large-pool';
  const small = Array.from({ length: 5 }, (_, index) => `small-pool-${index + 1}`);
  await api.must(`PUT /v1/sites/${site}`, { name: 'Large', siteKey, origins: [origin], newLeasesPerNetwork: 0 });
  const defaults = fictionNumbers(0, small.length + 1);
  for (const [index, id] of [large, ...small].entries()) {
    const pool = { site, kind: 'session', order: 10, source: 'google', medium: 'cpc', campaign: id };
    const more = {
      when: [{ campaign: id }],
      leaseSeconds: 1200,
      probationSeconds: 1200,
      defaultNumber: defaults[index],
    };
    await api.must(`PUT /v1/pools/${id}`, { ...pool, ...more });
  }
  for (const [index, id] of small.entries()) {
    const numbers = fictionNumbers(1 + index, smallSize);
    await api.must(`POST /v1/pools/${id}/numbers`, { numbers });
  }
  return {
    siteKey,
    large,
    small,
    landing: (pool) => `${origin}/?utm_source=google&utm_medium=cpc&utm_campaign=${pool}`,
  };
}
