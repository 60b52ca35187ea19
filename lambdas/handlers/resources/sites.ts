import * as z from 'zod';
import { languageSupport } from '../../calls/conversation/languages.ts';
import { unknownSite } from '../../calls/match/match-facts.ts';
import { checkSiteConditions } from '../../conversions/check-site-conditions.ts';
import { currencyInUse } from '../../conversions/currency-in-use-store.ts';
import { judgedSiteSettings } from '../../conversions/qualified/qualified-settings.ts';
import { pageOf } from '../../platform/http/list-page.ts';
import { badRequest, forbidden, notFound, parseOr400 } from '../../platform/http/problem.ts';
import { maySee } from '../../settings/api-keys/authorize.ts';
import * as list from '../../settings/list-store.ts';
import { settingsId, settingsIdForm } from '../../settings/settings-id.ts';
import { deleteSite } from '../../settings/sites/delete-site.ts';
import { putSite } from '../../settings/sites/put-site.ts';
import { readStoredSite } from '../../settings/sites/stored-site-store.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { withoutReadOnly } from './read-only-fields.ts';
import { callsTable, settingsTable } from './tables.ts';

const sitePath = z.object({ site: settingsId });

export const listSites: ManagementHandler = async ({ query }, client) => ({
  status: 200,
  body: await list.listSites(settingsTable(), pageOf(query, settingsIdForm), client.sites),
});

const putOneSite: ManagementHandler = async (request, client, now) => {
  const { site: id } = parseOr400(sitePath, request.path);
  if (id === unknownSite)
    throw badRequest('this id is taken', [{ field: 'site', detail: 'stands for numbers in no pool' }]);
  if (!maySee(client, id)) throw forbidden('the API key is limited to other sites');
  const tables = { settings: settingsTable(), calls: callsTable() };
  const body = await withoutReadOnly(request.body, ['id', 'conversationAnalysis'], () => getSite(request, client, now));
  const wanted = parseOr400(judgedSiteSettings, body);
  await checkSiteConditions(tables.settings, id, wanted);
  const { created, site } = await putSite(tables.settings, id, wanted, now, (of) => currencyInUse(tables, of));
  return { status: created ? 201 : 200, body: withAnalysis(site) };
};

const getSite: ManagementHandler = async ({ path }, client) => {
  const id = path.site ?? '';
  const site = maySee(client, id) ? await readStoredSite(settingsTable(), id) : undefined;
  if (site === undefined) throw notFound(`there is no site ${id}`);
  return { status: 200, body: withAnalysis(site) };
};

/** A site, and what the analysis of its calls gives for its language: nothing to say of one that names none. */
function withAnalysis<OfSite extends { readonly language?: string | undefined }>(site: OfSite) {
  if (site.language === undefined) return site;
  return { ...site, conversationAnalysis: languageSupport(site.language) ?? null };
}

const deleteOneSite: ManagementHandler = async ({ path }, client) => {
  const id = path.site ?? '';
  if (!maySee(client, id)) throw notFound(`there is no site ${id}`);
  await deleteSite(settingsTable(), id);
  return { status: 204 };
};

export const siteRoutes = {
  'GET /v1/sites': listSites,
  'PUT /v1/sites/{site}': putOneSite,
  'GET /v1/sites/{site}': getSite,
  'DELETE /v1/sites/{site}': deleteOneSite,
} satisfies ManagementRoutes;
