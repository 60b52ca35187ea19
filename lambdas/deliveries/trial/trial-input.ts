import type { Site } from '../../settings/sites/site.ts';
import type { BuildInput } from '../destinations/destination.ts';
import { type SampleFacts, sampleFactsAt } from './sample-facts.ts';

/** What a test is told under, and of which site. `id` was never used before; `now` in ms. */
export interface TrialContext {
  readonly id: string;
  readonly site: Pick<Site, 'id' | 'name' | 'timeZone' | 'currency'>;
  readonly now: number;
}

/** A conversion of just now, which nobody made: it has an id for every receiver, each in the form of its platform. */
export function trialInput({ id, site, now }: TrialContext): SampleFacts & Pick<BuildInput<unknown, unknown>, 'kind'> {
  const { conversion, match, ...facts } = sampleFactsAt(now);
  const { visit } = match;
  const value = { ...conversion.value, currency: site.currency };
  return {
    ...facts,
    kind: 'new',
    isTest: true,
    delivery: { id },
    email: 'test@shop.example',
    site,
    // An id of its own: what a receiver knows of an earlier test says nothing about this one.
    conversion: { ...conversion, id, site: site.id, value },
    match: { ...match, site: site.id, visit: visit && { ...visit, clickIds, ids: idsAt(visit.shownAt) } },
  };
}

const clickIds = {
  gclid: 'Cj0KCQ',
  msclkid: '00000000000000000000000000000001',
  yclid: '1000000000000000001',
  fbclid: 'IwAR0example',
  ttclid: 'E.C.P.example',
  li_fat_id: '00000000-0000-4000-8000-000000000001',
  twclid: '2example',
  rdt_cid: '1000000000000000001',
  ScCid: '00000000-0000-4000-8000-000000000001',
  epik: 'dj0example',
};

/** Ids of other tools, as their scripts leave them in a browser; `shownAt` in ms. */
function idsAt(shownAt: number): Record<string, string> {
  const seconds = Math.floor(shownAt / 1000);
  return {
    ga: `1000000001.${seconds}`,
    gaSession: String(seconds),
    fbp: `fb.1.${shownAt}.1000000001`,
    ymUid: `${seconds}000000001`,
    ttp: 'example',
  };
}
