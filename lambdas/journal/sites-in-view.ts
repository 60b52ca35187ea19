import { unknownSite } from '../calls/match/match-facts.ts';
import type { Table } from '../platform/aws/table.ts';
import { type Listed, sortKeyOf } from '../platform/http/list-page.ts';
import { notFound } from '../platform/http/problem.ts';
import { type Caller, maySee } from '../settings/api-keys/authorize.ts';
import { listSites } from '../settings/list-store.ts';
import { settingsIdForm } from '../settings/settings-id.ts';
import { readSite } from '../settings/sites/stored-site-store.ts';
import type { SiteInView } from './log-range.ts';

/** Calls to numbers in no pool: nobody's, so only who runs the whole house sees them. */
const nobodys: SiteInView = { id: unknownSite, timeZone: 'UTC' };

/** Whether the caller may see the calls of a site. */
export function maySeeCalls(caller: Caller, site: string): boolean {
  if (site !== unknownSite) return maySee(caller, site);
  return caller.sites === undefined ? caller.role === 'admin' : caller.sites.includes(site);
}

/** The site asked for, else all that the caller may see. Throws 404 for one that is not among them. */
export async function sitesInView(settings: Table, caller: Caller, asked: string | undefined): Promise<SiteInView[]> {
  if (asked !== undefined) return [await oneSite(settings, caller, asked)];
  const sites: SiteInView[] = maySeeCalls(caller, unknownSite) ? [nobodys] : [];
  let after: string | undefined;
  do {
    const { items, cursor }: Listed<SiteInView> = await listSites(settings, { limit: 200, after }, caller.sites);
    sites.push(...items);
    after = cursor && sortKeyOf(cursor, settingsIdForm);
  } while (after !== undefined);
  return sites;
}

async function oneSite(settings: Table, caller: Caller, id: string): Promise<SiteInView> {
  if (maySeeCalls(caller, id)) {
    if (id === unknownSite) return nobodys;
    const site = await readSite(settings, id);
    if (site !== undefined) return site;
  }
  throw notFound(`there is no site ${id}`);
}
