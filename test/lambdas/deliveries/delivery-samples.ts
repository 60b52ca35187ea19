import type { StoredCall } from '../../../lambdas/calls/call-item.ts';
import type { Conversion } from '../../../lambdas/conversions/conversion.ts';
import type { Delivery } from '../../../lambdas/deliveries/delivery.ts';
import type { BuildInput } from '../../../lambdas/deliveries/destinations/destination.ts';
import type { Site } from '../../../lambdas/settings/sites/site.ts';
import { annasMatch, finalCall, someRule, startedAt } from '../conversions/facts.ts';

export const now = startedAt + 3_600_000;

/** A delivery that settle has just made. */
export function freshDelivery(more: Partial<Delivery> = {}): Delivery {
  return {
    id: 'd0123456789abcdefghijklmnop',
    call: 'call-1',
    site: 'shop',
    conversion: 'c0123456789abcdefghijklmnop',
    destination: 'hook',
    wanted: 1,
    sent: 0,
    attempted: 0,
    attempts: 0,
    nextAt: now,
    restsUntil: 0,
    redrive: 0,
    state: 'pending',
    ...more,
  };
}

export function someConversion(more: Partial<Conversion> = {}): Conversion {
  return {
    id: 'c0123456789abcdefghijklmnop',
    call: 'call-1',
    site: 'shop',
    rule: someRule(),
    ordinal: 1,
    name: 'qualified_call',
    value: { minor: 12_950, currency: 'EUR' },
    revision: 1,
    state: 'open',
    credit: 'gclid-anna',
    occurredAt: startedAt + 202_000,
    destinations: ['hook'],
    ...more,
  };
}

/** A destination that is neither paused nor slowed down, and stays so. */
export const unhindered = {
  pause: async () => {},
  isPaused: async () => false,
  slowDown: async () => {},
  reserveSlot: async () => now,
  renewSecret: async () => {},
  awaitEmail: async () => {},
  hasEmail: async () => false,
  redrive: async () => {},
  performAction: async () => ({ kind: 'transient', detail: 'nobody performs actions' }) as const,
};

export const shop = { id: 'shop', name: 'Shop', timeZone: 'Europe/Berlin', currency: 'EUR' } as Site;

/** Anna's match, with the consent that her visit was made with. */
export function consentingMatch(consent = { ads: true, analytics: true }) {
  const match = annasMatch({ campaign: 'spring' });
  return { ...match, visit: { ...match.visit!, campaign: 'spring', keyword: 'red shoes', consent } };
}

export function someCall(more: Partial<StoredCall> = {}): StoredCall {
  return { ...finalCall(), site: 'shop', match: consentingMatch(), rev: 1, ...more };
}

export function buildInput<Settings, Secrets>(
  settings: Settings,
  secrets: Secrets,
  more: Partial<BuildInput<Settings, Secrets>> = {},
): BuildInput<Settings, Secrets> {
  const call = someCall();
  return {
    kind: 'new',
    conversion: someConversion(),
    call,
    match: call.match,
    site: shop,
    delivery: { id: freshDelivery().id },
    settings,
    secrets,
    now,
    ...more,
  };
}
