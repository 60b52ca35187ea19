import type { PoolKnowledge } from '../../calls/time-to-call/pool-knowledge.ts';
import { readPoolLoad } from '../../capacity/day-counts-store.ts';
import { forecastPool, type NumberPrice } from '../../capacity/pool-forecast.ts';
import type { PoolStatusAnswer } from '../../capacity/pool-status-answer.ts';
import { nextFreeAt, poolStatus } from '../../leases/slots/slot-counts.ts';
import { readPoolSlots } from '../../leases/slots/slot-transitions-store.ts';
import type { Table } from '../../platform/aws/table.ts';
import { isoTime } from '../../platform/iso-time.ts';
import type { StoredPool } from '../../settings/pools/stored-pool.ts';
import { curveOf } from './learnt-of-calls.ts';

interface StatusSources {
  readonly leases: Table;
  /** What a pool's calls have taught. */
  readonly knowledgeOf: (pool: string) => Promise<PoolKnowledge>;
}

/** What the numbers of a pool are doing at a time (ms): leased or sent ones are counted by their slots, and of leased ones it is said how they will do. */
export async function readPoolStatus(
  { leases, knowledgeOf }: StatusSources,
  pool: StoredPool,
  price: NumberPrice | undefined,
  now: number,
): Promise<PoolStatusAnswer> {
  const { id, site, kind } = pool;
  const of = { pool: id, site, kind };
  switch (pool.kind) {
    case 'session': {
      const [load, slots, learnt] = await Promise.all([
        readPoolLoad(leases, id, now),
        readPoolSlots(leases, pool),
        knowledgeOf(id),
      ]);
      const status = poolStatus(slots, now);
      return { ...of, ...status, ...forecastPool(pool, status.size, load, curveOf(learnt), price) };
    }
    case 'recipient': {
      const slots = await readPoolSlots(leases, pool);
      const next = nextFreeAt(slots, now);
      const status = poolStatus(slots, now, pool.restSeconds * 1000);
      return { ...of, ...status, ...(next && { nextFreeAt: isoTime(next) }) };
    }
    case 'source':
      return { ...of, ...poolStatus([], now), size: pool.numbers.length };
    case 'page':
      return { ...of, ...poolStatus([], now) };
  }
}
