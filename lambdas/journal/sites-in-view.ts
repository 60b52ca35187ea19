import { unknownSite } from '../calls/match/match-facts.ts';
import { reportUnknown } from '../platform/aws/stored-item.ts';
import type { Table } from '../platform/aws/table.ts';
import { type Listed, sortKeyOf } from '../platform/http/list-page.ts';
import { notFound } from '../platform/http/problem.ts';
import { type ApiClient, maySee } from '../settings/api-keys/authorize.ts';
import { listSites } from '../settings/list-store.ts';
import { settingsIdForm } from '../settings/settings-id.ts';
import type { Site } from '../settings/sites/site.ts';
import { readSite } from '../settings/sites/stored-site-store.ts';
import { isTimeZone } from '../settings/time-zone.ts';
import type { SiteInView } from './log-range.ts';

/** Calls to numbers in no pool: nobody's, so only who runs the whole house sees them. */
const nobodys: SiteInView = { id: unknownSite, timeZone: 'UTC' };

/** Whether the client may see the calls of a site. */
export function maySeeCalls(client: ApiClient, site: string): boolean {
  if (site !== unknownSite) return maySee(client, site);
  return client.sites === undefined ? client.role === 'admin' : client.sites.includes(site);
}

/** The site asked for, else all that the client may see. Throws 404 for one that is not among them. */
export async function sitesInView(
  settings: Table,
  client: ApiClient,
  asked: string | undefined,
): Promise<SiteInView[]> {
  if (asked !== undefined) return [await siteInView(settings, client, asked)];
  const sites: SiteInView[] = maySeeCalls(client, unknownSite) ? [nobodys] : [];
  let after: string | undefined;
  do {
    const { items, cursor }: Listed<Site> = await listSites(settings, { limit: 200, after }, client.sites);
    sites.push(...items.map(inView));
    after = cursor && sortKeyOf(cursor, settingsIdForm);
  } while (after !== undefined);
  return sites;
}

/** The site asked for. Throws 404 for one that the client may not see. */
export async function siteInView(settings: Table, client: ApiClient, id: string): Promise<SiteInView> {
  if (maySeeCalls(client, id)) {
    if (id === unknownSite) return nobodys;
    const site = await readSite(settings, id);
    if (site !== undefined) return inView(site);
  }
  throw notFound(`there is no site ${id}`);
}

/** Days are those of UTC where only a newer version knows the time zone. */
function inView({ id, timeZone, currency }: Site): SiteInView {
  if (isTimeZone(timeZone)) return { id, timeZone, currency };
  reportUnknown(`site ${id}`, ['timeZone']);
  return { id, timeZone: 'UTC', currency };
}
