import { parsePool, parseStatus } from '../../../../web/dashboard/pools/pool.ts';
import { parseVisit } from '../../../../web/dashboard/pools/visit.ts';
import { numbersToDial } from '../../../../web/dashboard/softphone/numbers-to-dial.ts';

const status = parseStatus({});
const pool = (value: object, numbers: { number: string; display: string; state: 'free' | 'held' }[] = []) => ({
  pool: parsePool(value)!,
  status,
  numbers,
});

test('what visitors look at comes first, then what many see, then what is free', () => {
  const visit = parseVisit(
    {
      number: '+12025550107',
      display: '0107',
      source: 'google',
      medium: 'cpc',
      campaign: 'spring',
      shownAt: '2026-05-03T10:00:00Z',
      leasedUntil: '2026-05-03T10:20:00Z',
    },
    'web',
  )!;
  const groups = numbersToDial({
    pools: [
      pool({ id: 'web', kind: 'session', source: 'mixed', defaultNumber: '+12025550190' }, [
        { number: '+12025550107', display: '0107', state: 'held' },
        { number: '+12025550108', display: '0108', state: 'free' },
      ]),
      pool({ id: 'flyer', kind: 'source', source: 'print', campaign: 'flyer', numbers: ['+12025550191'] }),
    ],
    visits: [visit],
    moreVisits: false,
    at: 0,
  });
  expect(groups.map(({ choices }) => choices)).toEqual([
    [{ number: '+12025550107', words: '0107, google / cpc, spring' }],
    [{ number: '+12025550190', words: '+12025550190, web' }],
    [{ number: '+12025550191', words: '+12025550191, print, flyer' }],
    [{ number: '+12025550108', words: '0108, web' }],
  ]);
});

test('a site without pools has nothing to choose', () => {
  expect(numbersToDial({ pools: [], visits: [], moreVisits: false, at: 0 })).toEqual([]);
});
