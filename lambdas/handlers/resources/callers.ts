import * as z from 'zod';
import { pageOf } from '../../platform/http/list-page.ts';
import { conflict, notFound, parseOr400 } from '../../platform/http/problem.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { type ApiClient, maySee } from '../../settings/api-keys/authorize.ts';
import type { ListedCaller } from '../../settings/callers/caller-list.ts';
import { callerSettings } from '../../settings/callers/caller-list-answer.ts';
import { deleteListedCaller, listCallers, putListedCaller } from '../../settings/callers/caller-list-store.ts';
import { e164, e164Form } from '../../settings/e164.ts';
import { readKnownNumbers } from '../../settings/phone-numbers/number-store.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { settingsTable } from './tables.ts';

const callerPath = z.object({ site: z.string(), number: e164 });

const getCallers: ManagementHandler = async ({ path, query }, client) => {
  const site = await siteOf(path.site, client);
  const { items, ...rest } = await listCallers(settingsTable(), site, pageOf(query, e164Form));
  return { status: 200, body: { items: items.map(toAnswer), ...rest } };
};

const putCaller: ManagementHandler = async ({ path, body }, client, now) => {
  const { number } = parseOr400(callerPath, path);
  const wanted = parseOr400(callerSettings, body);
  const site = await siteOf(path.site, client);
  if (wanted.list === 'block') await refuseOwnNumber(site, number);
  const caller = { number, ...wanted, since: now };
  await putListedCaller(settingsTable(), site, caller);
  return { status: 200, body: toAnswer(caller) };
};

const deleteCaller: ManagementHandler = async ({ path }, client) => {
  const { number } = parseOr400(callerPath, path);
  await deleteListedCaller(settingsTable(), await siteOf(path.site, client), number);
  return { status: 204 };
};

/**
 * Lists have the numbers of callers: whoever blocks a number that the site shows most likely means calls to it, and would change nothing of
 * those. On the other lists it makes sense: staff may call from it. Throws a 409 that names its pool.
 */
async function refuseOwnNumber(site: string, number: string): Promise<void> {
  const now = (await readKnownNumbers(settingsTable(), [number])).get(number);
  if (now === undefined || now.role === 'none' || now.site !== site) return;
  throw conflict(`${number} is a number of pool ${now.pool}: the list blocks calls from a number, not calls to it`);
}

/** Throws 404 also for one that the client may not see. */
async function siteOf(id = '', client: ApiClient): Promise<string> {
  const site = maySee(client, id) ? await readSite(settingsTable(), id) : undefined;
  if (site === undefined) throw notFound(`there is no site ${id}`);
  return site.id;
}

function toAnswer({ since, ...caller }: ListedCaller) {
  return { ...caller, since: isoTime(since) };
}

export const callerRoutes = {
  'GET /v1/sites/{site}/callers': getCallers,
  'PUT /v1/sites/{site}/callers/{number}': putCaller,
  'DELETE /v1/sites/{site}/callers/{number}': deleteCaller,
} satisfies ManagementRoutes;
