import * as z from 'zod';
import { unknownSite } from '../../calls/match/match-facts.ts';
import { type Listed, pageOf } from '../../platform/http/list-page.ts';
import { badRequest, conflict, forbidden, notFound, parseOr400 } from '../../platform/http/problem.ts';
import { maySee } from '../../settings/api-keys/authorize.ts';
import * as list from '../../settings/list-store.ts';
import { settingsId, settingsIdForm } from '../../settings/settings-id.ts';
import { deleteSite } from '../../settings/sites/delete-site.ts';
import { putSite } from '../../settings/sites/put-site.ts';
import type { Site } from '../../settings/sites/site.ts';
import { siteAnswer, siteSettings } from '../../settings/sites/site-settings.ts';
import { readStoredSite } from '../../settings/sites/stored-site-store.ts';
import type { Unsupported } from '../../settings/unsupported.ts';
import { guarded, type ManagementHandler, type ManagementRoutes } from './guarded.ts';
import { settingsTable } from './tables.ts';

const sitePath = z.object({ site: settingsId });

const listSites: ManagementHandler = async ({ query }, client) => ({
  status: 200,
  body: toldSites(await list.listSites(settingsTable(), pageOf(query, settingsIdForm), client.sites)),
});

/** One of a newer version, with what no site of this one can have, is told as such. */
function toldSites({ items, ...rest }: Listed<Site>): Listed<Site | Unsupported> {
  const told = items.map((site) =>
    isTold(site) ? site : ({ id: site.id, site: site.id, unsupported: true } as const),
  );
  return { items: told, ...rest };
}

function isTold(site: Site): boolean {
  return siteAnswer.safeParse(site).success;
}

const putOneSite: ManagementHandler = async ({ path, body }, client, now) => {
  const { site: id } = parseOr400(sitePath, path);
  if (id === unknownSite)
    throw badRequest('this id is taken', [{ field: 'site', detail: 'stands for numbers in no pool' }]);
  if (!maySee(client, id)) throw forbidden('the API key is limited to other sites');
  const { created, site } = await putSite(settingsTable(), id, parseOr400(siteSettings, body), now);
  return { status: created ? 201 : 200, body: site };
};

const getSite: ManagementHandler = async ({ path }, client) => {
  const id = path.site ?? '';
  const site = maySee(client, id) ? await readStoredSite(settingsTable(), id) : undefined;
  if (site === undefined) throw notFound(`there is no site ${id}`);
  if (!isTold(site))
    throw conflict(`site ${id} was written by a newer version of Leaseline, and this one does not know it`);
  return { status: 200, body: site };
};

const deleteOneSite: ManagementHandler = async ({ path }, client) => {
  const id = path.site ?? '';
  if (!maySee(client, id)) throw notFound(`there is no site ${id}`);
  await deleteSite(settingsTable(), id);
  return { status: 204 };
};

export const siteRoutes = {
  'GET /v1/sites': guarded(listSites),
  'PUT /v1/sites/{site}': guarded(putOneSite),
  'GET /v1/sites/{site}': guarded(getSite),
  'DELETE /v1/sites/{site}': guarded(deleteOneSite),
} satisfies ManagementRoutes;
