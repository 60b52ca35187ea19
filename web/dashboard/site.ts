import { textField } from '../fields.ts';
import type { Get } from './requests/api.ts';
import { readAll } from './requests/list.ts';

/** What the dashboard needs to know of a site: its calendar and its money. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
}

/** Calls to numbers that were in no pool are kept under this site. */
export const unknownSite: Site = { id: 'unknown', name: 'Numbers in no pool', timeZone: 'UTC', currency: '' };

/** All sites that the key may see, by name. */
export async function readSites(get: Get): Promise<Site[]> {
  const sites = (await readAll(get, '/v1/sites')).flatMap((item) => parseSite(item) ?? []);
  return sites.sort((one, other) => one.name.localeCompare(other.name));
}

export function parseSite(value: unknown): Site | undefined {
  const id = textField(value, 'id');
  if (id === undefined) return undefined;
  return {
    id,
    name: textField(value, 'name') ?? id,
    timeZone: textField(value, 'timeZone') ?? 'UTC',
    currency: textField(value, 'currency') ?? '',
  };
}
