import { tableOf } from '../../platform/aws/table.ts';
import type { EdgeRequest } from '../../platform/http/edge-request.ts';
import type { EdgeResponse } from '../../platform/http/http-edge.ts';
import { notFound } from '../../platform/http/problem.ts';
import { env } from '../../platform/names.ts';
import { type Caller, maySee } from '../../settings/api-keys/authorize.ts';
import { readPool } from '../../settings/pools/pool-store.ts';
import type { StoredPool } from '../../settings/pools/stored-pool.ts';

/** A management call after its caller is known; `now` in ms. */
export type ManagementCall = (request: EdgeRequest, caller: Caller, now: number) => Promise<EdgeResponse>;

export const settingsTable = () => tableOf(env.settingsTable);
export const leasesTable = () => tableOf(env.leasesTable);
export const visitsTable = () => tableOf(env.visitsTable);
export const callsTable = () => tableOf(env.callsTable);

/** The pool that the path names. Throws 404 also when it belongs to a site that the caller may not touch. */
export async function poolOf({ path }: EdgeRequest, caller: Caller): Promise<StoredPool> {
  const id = path.pool ?? '';
  const pool = await readPool(settingsTable(), id);
  if (pool === undefined || !maySee(caller, pool.site)) throw notFound(`there is no pool ${id}`);
  return pool;
}
