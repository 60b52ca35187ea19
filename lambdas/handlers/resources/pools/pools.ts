import * as z from 'zod';
import { ofSite } from '../../../api/settings-endpoint.ts';
import { channels } from '../../../conditions/channels.ts';
import { poolWarnings } from '../../../page-api/pool-choice/pool-warnings.ts';
import { pageOf } from '../../../platform/http/list-page.ts';
import { forbidden, parseOr400 } from '../../../platform/http/problem.ts';
import { maySee, sitesListed } from '../../../settings/api-keys/authorize.ts';
import * as list from '../../../settings/list-store.ts';
import { deletePool } from '../../../settings/pools/delete-pool.ts';
import { poolSettings } from '../../../settings/pools/pool-settings.ts';
import { putPool } from '../../../settings/pools/put-pool.ts';
import type { StoredPool } from '../../../settings/pools/stored-pool.ts';
import { settingsId, settingsIdForm } from '../../../settings/settings-id.ts';
import { loadSite } from '../../../settings/sites/site-store.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { withoutReadOnly } from '../read-only-fields.ts';
import { poolOf, settingsTable } from '../tables.ts';

const poolPath = z.object({ pool: settingsId });

/** `?site=` lists the pools of one site only. */
export const listPools: ManagementHandler = async ({ query }, client) => {
  const { site } = parseOr400(ofSite, query);
  return {
    status: 200,
    body: await list.listPools(settingsTable(), pageOf(query, settingsIdForm), sitesListed(client, site)),
  };
};

const readOnlyOfPool = ['id', 'default', 'shown', 'warnings'];

const putOnePool: ManagementHandler = async (request, client, now) => {
  const { pool: id } = parseOr400(poolPath, request.path);
  const body = await withoutReadOnly(request.body, readOnlyOfPool, () => getPool(request, client, now));
  const wanted = parseOr400(poolSettings, body);
  if (!maySee(client, wanted.site)) throw forbidden('the API key is limited to other sites');
  const { created, pool } = await putPool(settingsTable(), id, wanted, now, (site) => maySee(client, site));
  return { status: created ? 201 : 200, body: await withWarnings(pool) };
};

const getPool: ManagementHandler = async (request, client) => ({
  status: 200,
  body: await withWarnings(await poolOf(request, client)),
});

async function withWarnings(pool: StoredPool) {
  const site = await loadSite(settingsTable(), pool.site);
  const warnings = poolWarnings(site?.pools ?? [], pool.id);
  return { ...pool, ...(warnings.length > 0 && { warnings }) };
}

const listChannels: ManagementHandler = async () => ({ status: 200, body: { items: channels() } });

const deleteOnePool: ManagementHandler = async (request, client, now) => {
  const { id } = await poolOf(request, client);
  await deletePool(settingsTable(), id, now);
  return { status: 204 };
};

export const poolRoutes = {
  'GET /v1/pools': listPools,
  'PUT /v1/pools/{pool}': putOnePool,
  'GET /v1/pools/{pool}': getPool,
  'DELETE /v1/pools/{pool}': deleteOnePool,
  'GET /v1/channels': listChannels,
} satisfies ManagementRoutes;
