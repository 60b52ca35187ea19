import * as z from 'zod/mini';
import { type SiteSummary as Site, siteSummary } from '../../lambdas/settings/sites/site-summary.ts';
import type { Get } from './requests/api.ts';
import { readAll, readPage } from './requests/list.ts';

/** What the dashboard needs to know of a site: its calendar and its money. */
export type { Site };

/** Calls to numbers that were in no pool are kept under this site. */
export const unknownSite: Site = { id: 'unknown', name: 'Numbers in no pool', timeZone: 'UTC', currency: '' };

/** All sites that the key may see, by name. */
export async function readSites(get: Get): Promise<Site[]> {
  const sites = await readAll(get, '/v1/sites', siteSummary);
  return sites.sort((one, other) => one.name.localeCompare(other.name));
}

/** Whether there are calls to numbers in no pool that the key may see. */
export function hasUnknownCalls(get: Get): Promise<boolean> {
  return get(`/v1/calls?site=${unknownSite.id}&limit=1`).then(
    (page) => readPage(z.unknown(), page).items.length > 0,
    () => false,
  );
}
