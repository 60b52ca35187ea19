import { leaseTimes, renewAfterSeconds } from '../leases/slots/lease-times.ts';
import type { Slot } from '../leases/slots/slot.ts';
import type { Touch } from '../platform/token-claims.ts';
import type { ShownNumber } from '../settings/pools/pool-summary.ts';
import type { Site } from '../settings/sites/site.ts';
import { cookieDomains } from './cookie-domains.ts';
import type { HeldNumber } from './hold-number.ts';
import type { NumberAnswer } from './page-answers.ts';

/** Where a visitor's tokens may be kept for all hosts of the site; nothing for a site with one host. */
export function shared({ origins }: Site, pageUrl: string): Pick<NumberAnswer, 'cookieDomains'> {
  const domains = cookieDomains(origins, pageUrl);
  return domains.length === 0 ? {} : { cookieDomains: domains };
}

/** What every answer says, whatever number it shows. */
export function sourceAndSwap(site: Site, { source, medium, campaign }: Touch): Pick<NumberAnswer, 'source' | 'swap'> {
  return {
    source: { source, medium, ...(campaign !== undefined && { campaign }) },
    swap: { numbers: site.swap?.numbers ?? [], ...(site.swap?.selectors && { selectors: site.swap.selectors }) },
  };
}

/** A number of the visitor's own, and the pool's default number for when it is lost. */
export function leasedNumber(
  { pool, slot }: HeldNumber,
  token: string,
  now: number,
): Pick<NumberAnswer, 'number' | 'default' | 'lease'> {
  return {
    number: shown(slot),
    default: pool.default,
    lease: {
      state: 'leased',
      token,
      expiresAt: new Date(slot.leasedUntil).toISOString(),
      renewAfterSeconds: renewAfterSeconds(leaseTimes(pool), slot, now),
    },
  };
}

/** A pool's one number for all its visitors. */
export function defaultNumber(number: ShownNumber): Pick<NumberAnswer, 'number' | 'default' | 'lease'> {
  return { number, default: number, lease: { state: 'default' } };
}

/** The part of an answer that shows a fixed number, or none. */
export function staticNumber(number: ShownNumber | undefined): Pick<NumberAnswer, 'number' | 'lease'> {
  return number === undefined ? noNumber : { number, lease: { state: 'static' } };
}

export const noNumber: Pick<NumberAnswer, 'lease'> = { lease: { state: 'none' } };

function shown({ number, display }: Slot): ShownNumber {
  return { e164: number, display, href: `tel:${number}` };
}
