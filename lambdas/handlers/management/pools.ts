import * as z from 'zod';
import { poolStatusQuery } from '../../api/pool-status-endpoint.ts';
import { ofSite } from '../../api/settings-endpoints.ts';
import { forecastPool } from '../../capacity/pool-forecast.ts';
import { readPoolLoad } from '../../capacity/read-pool-load.ts';
import { channels } from '../../conditions/channels.ts';
import { currencyDigits } from '../../conversions/money.ts';
import { poolStatus } from '../../leases/slots/slot-counts.ts';
import { readShard } from '../../leases/slots/slot-store.ts';
import { liveVisitPlace, liveVisits } from '../../page-api/live-visits.ts';
import { poolWarnings } from '../../page-api/pool-choice/pool-warnings.ts';
import { pageOf } from '../../platform/http/list-page.ts';
import { forbidden, parseOr400 } from '../../platform/http/problem.ts';
import { maySee, sitesListed } from '../../settings/api-keys/authorize.ts';
import * as list from '../../settings/list-store.ts';
import { deletePool } from '../../settings/pools/delete-pool.ts';
import { poolSettings } from '../../settings/pools/pool-settings.ts';
import { putPool } from '../../settings/pools/put-pool.ts';
import type { StoredPool } from '../../settings/pools/stored-pool.ts';
import { settingsId, settingsIdForm } from '../../settings/settings-id.ts';
import { loadSite } from '../../settings/sites/site-store.ts';
import { leasesTable, type ManagementCall, poolOf, settingsTable, visitsTable } from './call.ts';

const poolPath = z.object({ pool: settingsId });

/** `?site=` lists the pools of one site only. */
export const listPools: ManagementCall = async ({ query }, caller) => {
  const { site } = parseOr400(ofSite, query);
  return {
    status: 200,
    body: await list.listPools(settingsTable(), pageOf(query, settingsIdForm), sitesListed(caller, site)),
  };
};

export const putOnePool: ManagementCall = async ({ path, body }, caller, now) => {
  const { pool: id } = parseOr400(poolPath, path);
  const wanted = parseOr400(poolSettings, body);
  if (!maySee(caller, wanted.site)) throw forbidden('the API key is limited to other sites');
  const { created, pool } = await putPool(settingsTable(), id, wanted, now, (site) => maySee(caller, site));
  return { status: created ? 201 : 200, body: await withWarnings(pool) };
};

export const getPool: ManagementCall = async (request, caller) => ({
  status: 200,
  body: await withWarnings(await poolOf(request, caller)),
});

async function withWarnings(pool: StoredPool) {
  const site = await loadSite(settingsTable(), pool.site);
  const warnings = poolWarnings(site?.pools ?? [], pool.id);
  return { ...pool, ...(warnings.length > 0 && { warnings }) };
}

export const listChannels: ManagementCall = async () => ({ status: 200, body: { items: channels() } });

export const deleteOnePool: ManagementCall = async (request, caller, now) => {
  const { id } = await poolOf(request, caller);
  await deletePool(settingsTable(), id, now);
  return { status: 204 };
};

export const getPoolStatus: ManagementCall = async (request, caller, now) => {
  const pool = await poolOf(request, caller);
  const { price, currency } = parseOr400(poolStatusQuery, request.query);
  const { id, site, kind } = pool;
  if (pool.kind !== 'session') {
    const size = pool.kind === 'source' ? pool.numbers.length : 0;
    return { status: 200, body: { pool: id, site, kind, ...poolStatus([], now), size } };
  }
  const [load, ...slots] = await Promise.all([
    readPoolLoad(leasesTable(), id, now),
    ...pool.shards.map((_, shard) => readShard(leasesTable(), id, shard)),
  ]);
  const status = poolStatus(slots.flat(), now);
  const cost = price === undefined ? undefined : { amount: price, currency, digits: currencyDigits(currency) ?? 2 };
  return { status: 200, body: { pool: id, site, kind, ...status, ...forecastPool(pool, status.size, load, cost) } };
};

export const getPoolLeases: ManagementCall = async (request, caller, now) => {
  const pool = await poolOf(request, caller);
  const page = pageOf(request.query, liveVisitPlace);
  if (pool.kind !== 'session') return { status: 200, body: { items: [] } };
  const tables = { leases: leasesTable(), visits: visitsTable() };
  return { status: 200, body: await liveVisits(tables, pool, page, now) };
};
