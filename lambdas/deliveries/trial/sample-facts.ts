import type { BuildInput } from '../destinations/destination.ts';

export type SampleFacts = Omit<BuildInput<unknown, unknown>, 'kind' | 'settings' | 'secrets'>;

const writtenAt = Date.parse('2026-01-31T12:04:30Z');

/** The call that papers and tests tell of, as it is at that time, ms: nobody's, with numbers that are reserved for fiction. */
export function sampleFactsAt(now: number): SampleFacts {
  const at = (time: string) => Date.parse(`2026-01-31T${time}Z`) - writtenAt + now;
  return {
    now,
    site: { id: 'shop', name: 'Shop', timeZone: 'Europe/Berlin', currency: 'EUR' },
    delivery: { id: 'dxp2m6qv4k7w3n5t8r9y2b4c6d8' },
    conversion: {
      id: 'cq7k2v9x4m1n8b5z3l6j0h2g4f7',
      call: '7d3f1c1e-5b0a-4c55-9a39-0f6f6b1d2e11',
      site: 'shop',
      rule: {
        id: 'long-call',
        site: 'shop',
        since: at('00:00:00'),
        when: { status: 'completed', talkSeconds: { gte: 60 } },
        conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' } },
        destinations: ['hook'],
      },
      ordinal: 1,
      name: 'qualified_call',
      value: { minor: 5000, currency: 'EUR' },
      revision: 1,
      state: 'open',
      credit: 'gclid:Cj0KCQ',
      occurredAt: at('12:01:09'),
      destinations: ['hook'],
    },
    call: {
      id: '7d3f1c1e-5b0a-4c55-9a39-0f6f6b1d2e11',
      carrier: 'connect',
      status: 'completed',
      final: true,
      direction: 'inbound',
      trackedNumber: '+493023125001',
      caller: { kind: 'number', number: '+493023125077' },
      startedAt: at('12:00:00'),
      answeredAt: at('12:00:09'),
      endedAt: at('12:02:29'),
      waitSeconds: 7,
      talkSeconds: 140,
      legs: 1,
      ignored: [],
    },
    match: {
      method: 'lease',
      confidence: 0.88,
      reason:
        '+493023125001 was shown to visit Zk3vX9qLw2Rt (google / cpc, campaign spring) 4 min before the call, and to nobody else in between.',
      site: 'shop',
      pool: 'shop-ads',
      source: 'google',
      medium: 'cpc',
      campaign: 'spring',
      candidates: [],
      linkedVisits: [],
      firstTimeCaller: true,
      visit: {
        id: 'Zk3vX9qLw2Rt',
        visitor: 'Hq8sPz4mYb1c',
        shownAt: at('11:56:00'),
        source: 'google',
        medium: 'cpc',
        campaign: 'spring',
        keyword: 'red shoes',
        clickIds: { gclid: 'Cj0KCQ' },
        landingPage: 'https://shop.example/',
        device: 'desktop',
        consent: { ads: true, analytics: true },
      },
    },
  };
}

/** The same on the day that papers tell of. */
export const sampleFacts = sampleFactsAt(writtenAt);
