import { fictionalNumber, poolOf, putSlots } from '../leases/pool-of-slots.ts';
import { numberDesk } from './number-desk.ts';

const web = poolOf('web', { shards: [4] });

describe('settings that change', () => {
  test('count at once, and the visitor keeps what he just got', async () => {
    const desk = await numberDesk([web]);
    const first = await desk.ask('');
    desk.state.now += 2000;
    const swap = { numbers: [fictionalNumber(298)] };
    desk.state.settings = { site: { ...desk.state.settings!.site, swap }, pools: [web] };
    const second = await desk.ask('');
    expect(second).toMatchObject({ swap, lease: { state: 'leased' } });
    const held = (await desk.slots(web)).filter(({ visitor }) => visitor !== undefined);
    expect(held.map(({ number }) => number).sort()).toEqual([first.number!.e164, second.number!.e164].sort());
  });

  test('do not make two visits of one that is answered again', async () => {
    const desk = await numberDesk([web]);
    await desk.ask('');
    desk.state.now += 40_000;
    const swap = { numbers: [fictionalNumber(298)] };
    desk.state.settings = { site: { ...desk.state.settings!.site, swap }, pools: [web] };
    desk.counted.length = 0;
    expect(await desk.ask('')).toMatchObject({ swap });
    expect(desk.counted.toSorted()).toEqual(['NumbersAsked', 'NumbersLeased', 'ViewersUnknown']);
    desk.state.now += 40_000;
    await desk.parts.poolCounters.flush(desk.state.now);
    expect(desk.poolRows.at(-1)).toMatchObject({ asked: 2, leased: 2, returned: 0 });
  });

  test('send a visitor to the pool that is his by now, whatever he was just leased', async () => {
    const desk = await numberDesk([web]);
    await desk.ask('?gclid=1');
    desk.state.now += 2000;
    const ads = poolOf('ads', { order: 1, source: 'google', medium: 'cpc', when: [{ clickId: 'gclid' }], shards: [2] });
    const slots = await putSlots(desk.parts.leases, ads);
    desk.state.settings = { ...desk.state.settings!, pools: [ads, web] };
    const answer = await desk.ask('?gclid=2');
    expect(slots.map(({ number }) => number)).toContain(answer.number!.e164);
    const [held] = (await desk.slots(ads)).filter(({ visitor }) => visitor !== undefined);
    expect((await desk.visitItems()).filter(({ pool, visit }) => pool === 'ads' && visit === held!.visit)).toHaveLength(
      1,
    );
  });

  test('a pool that is gone gives out no more numbers; a site that is gone is not found', async () => {
    const desk = await numberDesk([web]);
    await desk.ask('');
    desk.state.now += 2000;
    desk.state.settings = { site: desk.state.settings!.site, pools: [] };
    expect(await desk.ask('')).toMatchObject({ lease: { state: 'none' } });
    desk.state.now += 2000;
    desk.state.settings = undefined;
    await expect(desk.ask('')).rejects.toMatchObject({ status: 404 });
  });

  test('a changed site key, and origins that are now allowed, count at once too', async () => {
    const desk = await numberDesk([web], { origins: ['https://old.example'] });
    await expect(desk.ask('')).rejects.toMatchObject({ status: 403 });
    desk.state.now += 2000;
    desk.state.settings = {
      ...desk.state.settings!,
      site: { ...desk.state.settings!.site, origins: ['https://shop.example'] },
    };
    expect(await desk.ask('')).toMatchObject({ lease: { state: 'leased' } });
    desk.state.now += 2000;
    desk.state.settings = { ...desk.state.settings, site: { ...desk.state.settings.site, siteKey: 'pk_new' } };
    await expect(desk.ask('')).rejects.toMatchObject({ status: 404 });
  });

  test('when they cannot be read, the remembered ones serve', async () => {
    const desk = await numberDesk([web]);
    await desk.ask('');
    desk.state.now += 2000;
    const sites = { ...desk.parts.sites, refresh: () => Promise.reject(new Error('table is gone')) };
    expect(await desk.ask('', {}, { sites })).toMatchObject({ lease: { state: 'leased' } });
  });
});
