import { poolStatusQuery, timeToCallQuery } from '../../../api/pools.ts';
import { readEvidence } from '../../../calls/time-to-call/evidence-store.ts';
import { knowledgeMemory } from '../../../calls/time-to-call/knowledge-memory.ts';
import { learnPool } from '../../../calls/time-to-call/learn-pool.ts';
import { readPoolLoad } from '../../../capacity/day-counts-store.ts';
import { forecastPool } from '../../../capacity/pool-forecast.ts';
import { currencyDigits } from '../../../conversions/money.ts';
import { curveOf, learntOfCalls } from '../../../journal/time-to-call/learnt-of-calls.ts';
import { timeToCallReport } from '../../../journal/time-to-call/time-to-call-report.ts';
import type { Slot } from '../../../leases/slots/slot.ts';
import { nextFreeAt, poolStatus } from '../../../leases/slots/slot-counts.ts';
import { readShard } from '../../../leases/slots/slot-transitions-store.ts';
import { liveVisitPlace, liveVisits } from '../../../page-api/live-visits.ts';
import { pageOf } from '../../../platform/http/list-page.ts';
import { conflict, parseOr400 } from '../../../platform/http/problem.ts';
import { isoTime } from '../../../platform/iso-time.ts';
import type { PoolWithSlots } from '../../../settings/pools/stored-pool.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { callsTable, leasesTable, poolOf, visitsTable } from '../tables.ts';

/** What this container has learnt of pools. */
const knowledge = knowledgeMemory();

export const getPoolStatus: ManagementHandler = async (request, client, now) => {
  const pool = await poolOf(request, client);
  const { price, currency } = parseOr400(poolStatusQuery, request.query);
  const { id, site, kind } = pool;
  if (pool.kind === 'recipient') {
    const slots = await slotsOf(pool);
    const next = nextFreeAt(slots, now);
    const status = poolStatus(slots, now, pool.restSeconds * 1000);
    return { status: 200, body: { pool: id, site, kind, ...status, ...(next && { nextFreeAt: isoTime(next) }) } };
  }
  if (pool.kind !== 'session') {
    const size = pool.kind === 'source' ? pool.numbers.length : 0;
    return { status: 200, body: { pool: id, site, kind, ...poolStatus([], now), size } };
  }
  const [load, slots, learnt] = await Promise.all([
    readPoolLoad(leasesTable(), id, now),
    slotsOf(pool),
    knowledge.of(callsTable(), id, now),
  ]);
  const status = poolStatus(slots, now);
  const cost = price === undefined ? undefined : { amount: price, currency, digits: currencyDigits(currency) ?? 2 };
  return {
    status: 200,
    body: { pool: id, site, kind, ...status, ...forecastPool(pool, status.size, load, curveOf(learnt), cost) },
  };
};

const getTimeToCall: ManagementHandler = async (request, client, now) => {
  const pool = await poolOf(request, client);
  const { accuracy } = parseOr400(timeToCallQuery, request.query);
  if (pool.kind !== 'session') throw conflict(`pool ${pool.id} leases no numbers to visitors`);
  const [load, slots, evidence] = await Promise.all([
    readPoolLoad(leasesTable(), pool.id, now),
    slotsOf(pool),
    readEvidence(callsTable(), pool.id),
  ]);
  const learnt = learntOfCalls(evidence, learnPool(evidence, now));
  const busiest = { numbers: poolStatus(slots, now).size, arrivalsPerHour: load.busiest?.visits ?? 0 };
  return { status: 200, body: timeToCallReport(pool, busiest, learnt, accuracy) };
};

async function slotsOf({ id, shards }: PoolWithSlots): Promise<Slot[]> {
  return (await Promise.all(shards.map((_, shard) => readShard(leasesTable(), id, shard)))).flat();
}

const getPoolLeases: ManagementHandler = async (request, client, now) => {
  const pool = await poolOf(request, client);
  const page = pageOf(request.query, liveVisitPlace);
  if (pool.kind !== 'session') return { status: 200, body: { items: [] } };
  const tables = { leases: leasesTable(), visits: visitsTable() };
  return { status: 200, body: await liveVisits(tables, pool, page, now) };
};

export const poolStatusRoutes = {
  'GET /v1/pools/{pool}/status': getPoolStatus,
  'GET /v1/pools/{pool}/time-to-call': getTimeToCall,
  'GET /v1/pools/{pool}/leases': getPoolLeases,
} satisfies ManagementRoutes;
