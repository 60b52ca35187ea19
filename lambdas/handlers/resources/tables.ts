import { tableOf } from '../../platform/aws/table.ts';
import type { EdgeRequest } from '../../platform/http/edge-request.ts';
import { notFound } from '../../platform/http/problem.ts';
import { env } from '../../platform/names.ts';
import { type ApiClient, maySee } from '../../settings/api-keys/authorize.ts';
import { readPool } from '../../settings/pools/pool-store.ts';
import type { StoredPool } from '../../settings/pools/stored-pool.ts';

/** The tables of the management function, named by its environment. */
export const settingsTable = () => tableOf(env.settingsTable);
export const leasesTable = () => tableOf(env.leasesTable);
export const visitsTable = () => tableOf(env.visitsTable);
export const callsTable = () => tableOf(env.callsTable);

/** The pool that the path names. Throws 404 also when it belongs to a site that the client may not touch. */
export async function poolOf({ path }: EdgeRequest, client: ApiClient): Promise<StoredPool> {
  const id = path.pool ?? '';
  const pool = await readPool(settingsTable(), id);
  if (pool === undefined || !maySee(client, pool.site)) throw notFound(`there is no pool ${id}`);
  return pool;
}
