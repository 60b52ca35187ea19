import type { CallEvidence } from '../../../lambdas/calls/time-to-call/call-evidence.ts';
import { readEvidence } from '../../../lambdas/calls/time-to-call/evidence-store.ts';
import { settle } from '../../../lambdas/settle/settle.ts';
import { putVisit } from '../../../lambdas/visits/visit-store.ts';
import { withdrawVisit } from '../../../lambdas/visits/withdraw-store.ts';
import { giveRole, show } from '../calls/stores.ts';
import {
  everything,
  type House,
  keep,
  kept,
  number,
  openHouse,
  played,
  settleQueued,
  start,
  tell,
} from './call-house.ts';

const minute = 60_000;
const afterGrace = start + 40_000 + 1_800_000;
let house: House;

beforeEach(async () => {
  house = await openHouse();
});

const evidence = (pool = 'web'): Promise<CallEvidence[]> => readEvidence(house.sources.calls, pool);

test('a final call tells its pool how long ago each holder was shown the number, once, and nothing about anybody', async () => {
  await show(house.sources, number, 'anna', start - 30 * minute);
  await show(house.sources, number, 'ben', start - 5 * minute, { previousSeenAt: start - 28 * minute });
  const { lookup, events, record } = played();
  await tell(house, lookup, ...events);
  expect(await evidence()).toEqual([]);
  await tell(house, record, record);
  const expected = {
    call: 'call-1',
    startedAt: start,
    ages: [300, 1800],
    lastSeen: [null, 1680],
    leasedFor: 1_000_000,
    caller: 'first',
  };
  expect(await evidence()).toEqual([expected]);
  await settle('call-1', house.deps, afterGrace);
  expect(await evidence()).toEqual([expected]);
  const item = (await everything(house.sources)).find(({ pk }) => pk === 'POOL#web');
  expect(JSON.stringify(item)).not.toMatch(/anna|ben|\+1|5550/);
});

test('a click, and who called before, confirm whose call it was', async () => {
  const anna = await show(house.sources, number, 'anna', start - 5 * minute);
  await putVisit(house.sources.visits, { ...anna, clickedAt: start - 10_000 }, 90);
  await tell(house, played().record);
  await tell(house, played({ call: 'call-2', at: start + 60 * minute }).record);
  expect(await evidence()).toEqual([
    expect.objectContaining({ call: 'call-2', caller: 'again', confirmed: { by: 'caller-memory', holder: 0 } }),
    expect.objectContaining({ call: 'call-1', caller: 'first', confirmed: { by: 'click', holder: 0 } }),
  ]);
});

test('who withdrew counts as a holder without a name', async () => {
  await show(house.sources, number, 'anna', start - 30 * minute);
  const ben = await show(house.sources, number, 'ben', start - 5 * minute);
  await withdrawVisit(house.sources.visits, ben, start - minute);
  await tell(house, played().record);
  expect((await kept(house)).call?.match).toMatchObject({ method: 'none', visit: null });
  expect(await evidence()).toEqual([expect.objectContaining({ ages: [300, 1800] })]);
});

test('a call that turns out to have been to a number of another kind tells nothing any more', async () => {
  await show(house.sources, number, 'anna', start - 5 * minute);
  await tell(house, ...played().events);
  await settle('call-1', house.deps, afterGrace);
  expect(await evidence()).toHaveLength(1);
  const { record } = played({ number: '+12025550191' });
  await tell(house, record, record);
  expect((await kept(house)).call?.match.method).toBe('source');
  expect(await evidence()).toEqual([]);
});

test('a call whose start is corrected tells it once', async () => {
  await show(house.sources, number, 'anna', start - 5 * minute);
  await tell(house, ...played().events);
  await settle('call-1', house.deps, afterGrace);
  await tell(house, played({ at: start + 3000 }).record);
  expect((await evidence()).map(({ startedAt }) => startedAt)).toEqual([(await kept(house)).call?.startedAt]);
});

test('a death before it was put loses nothing, and others that settle meanwhile put it once', async () => {
  await show(house.sources, number, 'anna', start - 5 * minute);
  await keep(house, played().record);
  const { documents, name } = house.sources.calls;
  const dying = {
    documents: new Proxy(documents, {
      get: (target, property) =>
        property === 'send'
          ? (command: { readonly input: { readonly Item?: { readonly pk?: unknown } } }) =>
              command.input.Item?.pk === 'POOL#web'
                ? Promise.reject(new Error('killed'))
                : target.send(command as Parameters<typeof target.send>[0])
          : Reflect.get(target, property),
    }),
    name,
  };
  await expect(settle('call-1', { ...house.deps, calls: dying }, afterGrace)).rejects.toThrow('killed');
  expect(await evidence()).toEqual([]);
  await Promise.all([1, 2, 3].map(() => settle('call-1', house.deps, afterGrace)));
  expect(await evidence()).toHaveLength(1);
});

test('a call without holders, or to a shared number, tells nothing', async () => {
  await tell(house, played().record);
  await tell(house, played({ call: 'call-2', number: '+12025550190' }).record);
  expect(await evidence()).toEqual([]);
  await settleQueued(house);
});

test('a call counts for the pool that had the number then', async () => {
  await show(house.sources, number, 'anna', start - 5 * minute);
  await giveRole(house.sources, number, { role: 'session', pool: 'moved', site: 'shop', since: start + minute });
  await tell(house, played().record);
  expect(await evidence()).toHaveLength(1);
  expect(await evidence('moved')).toEqual([]);
});
