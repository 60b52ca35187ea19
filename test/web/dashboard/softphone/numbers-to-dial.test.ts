import type { PoolStatusAnswer } from '../../../../lambdas/capacity/pool-status-answer.ts';
import type { PoolNumber } from '../../../../lambdas/leases/inventory/pool-number-answer.ts';
import type { PoolVisit } from '../../../../web/dashboard/pools/overview.ts';
import { pool as poolSchema } from '../../../../web/dashboard/pools/pool.ts';
import { readAnswer } from '../../../../web/dashboard/requests/read-answer.ts';
import { numbersToDial } from '../../../../web/dashboard/softphone/numbers-to-dial.ts';

const counts = { size: 2, held: 1, free: 1, unconfirmed: 0, resting: 0 };
const status: PoolStatusAnswer = { pool: 'web', site: 'shop', kind: 'session', ...counts };
const shown = (last: string) => ({ e164: `+120255501${last}`, display: `01${last}`, href: `tel:+120255501${last}` });
const number = (last: string, state: string): PoolNumber => ({
  number: `+120255501${last}`,
  display: `01${last}`,
  role: 'session',
  state,
});
const pool = (fields: object, numbers: readonly PoolNumber[] = []) => ({
  pool: readAnswer(poolSchema, { site: 'shop', ...fields }),
  status,
  numbers,
});

test('what visitors look at comes first, then what many see, then what is free', () => {
  const visit: PoolVisit = {
    pool: 'web',
    number: '+12025550107',
    display: '0107',
    state: 'held',
    visitor: 'usr_1',
    visit: 'vis_1',
    confirmed: true,
    source: 'google',
    medium: 'cpc',
    campaign: 'spring',
    shownAt: '2026-05-03T10:00:00.000Z',
    seenAt: '2026-05-03T10:00:00.000Z',
    leasedUntil: '2026-05-03T10:20:00.000Z',
  };
  const groups = numbersToDial({
    pools: [
      pool({ id: 'web', kind: 'session', source: 'mixed', default: shown('90') }, [
        number('07', 'held'),
        number('08', 'free'),
      ]),
      pool({ id: 'flyer', kind: 'source', source: 'print', campaign: 'flyer', shown: [shown('91')] }),
    ],
    visits: [visit],
    moreVisits: false,
    at: 0,
  });
  expect(groups.map(({ choices }) => choices)).toEqual([
    [{ number: '+12025550107', words: '0107, google / cpc, spring' }],
    [{ number: '+12025550190', words: '0190, web' }],
    [{ number: '+12025550191', words: '0191, print, flyer' }],
    [{ number: '+12025550108', words: '0108, web' }],
  ]);
});

test('a site without pools has nothing to choose', () => {
  expect(numbersToDial({ pools: [], visits: [], moreVisits: false, at: 0 })).toEqual([]);
});
