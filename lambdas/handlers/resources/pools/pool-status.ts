import { poolStatusQuery, timeToCallQuery } from '../../../api/pools.ts';
import { readEvidence } from '../../../calls/time-to-call/evidence-store.ts';
import { knowledgeMemory } from '../../../calls/time-to-call/knowledge-memory.ts';
import { learnPool } from '../../../calls/time-to-call/learn-pool.ts';
import { readPoolLoad } from '../../../capacity/day-counts-store.ts';
import { currencyDigits } from '../../../conversions/money.ts';
import { learntOfCalls } from '../../../journal/pools/learnt-of-calls.ts';
import { readPoolStatus } from '../../../journal/pools/pool-status.ts';
import { timeToCallReport } from '../../../journal/pools/time-to-call-report.ts';
import { poolStatus } from '../../../leases/slots/slot-counts.ts';
import { readPoolSlots } from '../../../leases/slots/slot-transitions-store.ts';
import { liveVisitPlace, liveVisits } from '../../../page-api/live-visits.ts';
import { pageOf } from '../../../platform/http/list-page.ts';
import { conflict, parseOr400 } from '../../../platform/http/problem.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { callsTable, leasesTable, poolOf, visitsTable } from '../tables.ts';

/** What this container has learnt of pools. */
const knowledge = knowledgeMemory();

export const getPoolStatus: ManagementHandler = async (request, client, now) => {
  const pool = await poolOf(request, client);
  const { price, currency } = parseOr400(poolStatusQuery, request.query);
  const cost = price === undefined ? undefined : { amount: price, currency, digits: currencyDigits(currency) ?? 2 };
  const sources = {
    leases: leasesTable(),
    knowledgeOf: (of: string) => knowledge.of(callsTable(), of, now),
  };
  return { status: 200, body: await readPoolStatus(sources, pool, cost, now) };
};

const getTimeToCall: ManagementHandler = async (request, client, now) => {
  const pool = await poolOf(request, client);
  const { accuracy } = parseOr400(timeToCallQuery, request.query);
  if (pool.kind !== 'session') throw conflict(`pool ${pool.id} leases no numbers to visitors`);
  const [load, slots, evidence] = await Promise.all([
    readPoolLoad(leasesTable(), pool.id, now),
    readPoolSlots(leasesTable(), pool),
    readEvidence(callsTable(), pool.id),
  ]);
  const learnt = learntOfCalls(evidence, learnPool(evidence, now));
  const busiest = { numbers: poolStatus(slots, now).size, arrivalsPerHour: load.busiest?.visits ?? 0 };
  return { status: 200, body: timeToCallReport(pool, busiest, learnt, accuracy) };
};

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
