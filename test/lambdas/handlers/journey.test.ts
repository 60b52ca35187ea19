import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { type CallJourney, callJourney } from '../../../lambdas/journal/journey/journey-answer.ts';
import { phoneCode } from '../../../lambdas/visits/phone-codes/phone-code.ts';
import { giveCode } from '../../../lambdas/visits/phone-codes/phone-code-store.ts';
import type { Visit } from '../../../lambdas/visits/visit.ts';
import { visitItemKey } from '../../../lambdas/visits/visit-key.ts';
import { putVisit } from '../../../lambdas/visits/visit-store.ts';
import { withdrawAds, withdrawVisit } from '../../../lambdas/visits/withdraw-store.ts';
import { giveRole, show } from '../calls/stores.ts';
import { number, start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, sale } from './call-world.ts';
import { request } from './management-client.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const iso = (time: number) => new Date(time).toISOString();
const otherNumber = '+12025550101';
let world: CallWorld;

beforeEach(async () => {
  world = await callWorld();
  await giveRole(world.sources, otherNumber, { role: 'session', pool: 'web', since: start - 1e9 });
});

async function journey(call: string): Promise<CallJourney> {
  const { status, body } = await request(`GET /v1/calls/${call}/journey`);
  expect(status).toBe(200);
  return callJourney.parse(body);
}

const told = ({ events }: CallJourney) => events.map(({ kind, at, call }) => [kind, at, call]);

/** A visit that was shown no number of its own. */
async function visited(visitor: string, shownAt: number, more: Partial<Visit> = {}): Promise<Visit> {
  const visit: Visit = {
    visit: `v-${visitor}-${shownAt}`,
    visitor,
    site: 'shop',
    shownAt,
    touchAt: shownAt,
    shown: 'default',
    pool: 'web',
    source: 'google',
    medium: 'organic',
    landingPage: 'https://shop.example/bikes',
    consent: { ads: true, analytics: true },
    ...more,
  };
  await putVisit(world.sources.visits, visit, 90);
  return visit;
}

test('visits, calls and orders of one person in time, each with the call that it belongs to', async () => {
  const first = await visited('anna', start - 2 * day, { campaign: 'roof', device: 'mobile' });
  const led = await show(world.sources, number, 'anna', start - 2 * minute);
  await world.call({ call: 'a', talk: 33 });
  await world.call({ call: 'b', at: start + day });
  const later = await visited('anna', start + day + minute);
  await request('POST /v1/calls/b/outcome', { ...sale('order-1'), occurredAt: iso(start + day + 5 * minute) });
  await request('POST /v1/calls/b/outcome', { ...sale('back-1', '29.50', 'refund') });
  const answer = await journey('a');
  expect(told(answer)).toEqual([
    ['visit', iso(first.shownAt), 'a'],
    ['visit', iso(led.shownAt), 'a'],
    ['call', iso(start), 'a'],
    ['call', iso(start + day), 'b'],
    ['visit', iso(later.shownAt), undefined],
    ['sale', iso(start + day + 5 * minute), 'b'],
    ['refund', expect.any(String), 'b'],
  ]);
  expect(answer.events[0]).toEqual({
    kind: 'visit',
    at: iso(first.shownAt),
    call: 'a',
    visit: first.visit,
    visitor: 'anna',
    source: 'google',
    medium: 'organic',
    campaign: 'roof',
    page: 'https://shop.example/bikes',
    device: 'mobile',
  });
  expect(answer.events[2]).toMatchObject({ status: 'completed', talkSeconds: 33, method: 'lease', visitor: 'anna' });
  expect(answer.events[5]).toMatchObject({ value: { amount: '129.50', currency: 'EUR' }, state: 'counted' });
  expect(answer.visitors).toEqual([{ visitor: 'anna', call: 'a', why: expect.stringContaining('lease') }]);
  expect(answer.summary).toEqual({
    how: 'informed-first',
    sentence: 'Informed first: 2 visits before the call; the first visit was 2 d before the call, the last one 2 min.',
    visitsBefore: 2,
    callsBefore: 0,
    firstVisitAt: iso(first.shownAt),
    daysBefore: 2,
    secondsSinceShown: 120,
  });
  expect(await journey('b')).toMatchObject({ call: 'b', summary: { visitsBefore: 2, callsBefore: 1 } });
});

test('who calls within their first visit called at once', async () => {
  await show(world.sources, number, 'anna', start - 130_000);
  await world.call({ call: 'a' });
  expect((await journey('a')).summary).toMatchObject({
    how: 'at-once',
    sentence: 'Called at once: 2 min 10 s after the only visit before the call.',
    visitsBefore: 1,
    daysBefore: 0,
    secondsSinceShown: 130,
  });
});

describe('other calls of the same caller', () => {
  test('bring the visits of whom they name well, and not those of a guess', async () => {
    // One of two who were shown the number right before: a guess.
    await show(world.sources, number, 'anna', start - 3 * minute);
    await show(world.sources, number, 'zoe', start - 2 * minute);
    await world.call({ call: 'a' });
    await show(world.sources, otherNumber, 'desk', start + day, { clickedAt: start + day + minute });
    await world.call({ call: 'b', number: otherNumber, at: start + day + 2 * minute });
    const answer = await journey('a');
    expect(answer.visitors).toEqual([
      { visitor: 'zoe', call: 'a', why: expect.stringContaining('The match of this call') },
      { visitor: 'desk', call: 'b', why: expect.stringContaining('Call b of the same caller names them: click') },
    ]);
    const other = await journey('b');
    expect(other.visitors.map(({ visitor }) => visitor)).toEqual(['desk']);
    // The call itself is told: that it was theirs is known by the number.
    expect(other.events.map(({ kind, call }) => [kind, call])).toEqual([
      ['call', 'a'],
      ['visit', 'b'],
      ['call', 'b'],
    ]);
  });

  test('of who gives no number there are none', async () => {
    await show(world.sources, number, 'anna', start - 2 * minute);
    await world.call({ call: 'a', caller: 'anonymous' });
    await world.call({ call: 'b', caller: 'anonymous', at: start + minute });
    expect(told(await journey('a')).map(([kind, , call]) => [kind, call])).toEqual([
      ['visit', 'a'],
      ['call', 'a'],
    ]);
  });

  test('more than are told are said to be there', async () => {
    const calls = Array.from({ length: 30 }, (_, index) => `call-${String(index).padStart(2, '0')}`);
    for (const [index, call] of calls.entries()) await world.call({ call, at: start + index * minute });
    const answer = await journey('call-29');
    expect(answer.truncated).toEqual(['calls']);
    expect(answer.events).toHaveLength(26);
    expect(answer.events.at(-1)).toMatchObject({ call: 'call-29' });
    expect(await journey('call-00')).toMatchObject({ truncated: ['calls'], summary: { callsBefore: 0 } });
  });
});

test('of a visitor who visits often the newest visits are told', async () => {
  for (let index = 0; index < 60; index++) await visited('anna', start - 10 * day + index * minute);
  await show(world.sources, number, 'anna', start - 2 * minute);
  await world.call({ call: 'a' });
  const answer = await journey('a');
  expect(answer.truncated).toEqual(['visits']);
  expect(answer.summary.visitsBefore).toBe(50);
});

test('a visit on another device, whose code the caller says, is of the same journey', async () => {
  await show(world.sources, number, 'phone', start - 2 * minute);
  await world.call({ call: 'a' });
  const laptop = await visited('laptop', start + 10_000, { device: 'desktop' });
  await giveCode(world.sources.visits, { site: 'shop', visit: laptop, code: phoneCode(4711) }, start + 20_000);
  await request('POST /v1/calls/a/outcome', { eventId: 'said', phoneCode: phoneCode(4711) });
  await world.work();
  const answer = await journey('a');
  expect(answer.events.map(({ kind, visitor }) => [kind, visitor])).toEqual([
    ['visit', 'phone'],
    ['call', 'phone'],
    ['visit', 'laptop'],
    ['code', 'laptop'],
  ]);
  expect(answer.visitors.map(({ visitor }) => visitor)).toEqual(['phone', 'laptop']);
  expect(answer.summary).toMatchObject({ how: 'at-once', visitsBefore: 1 });
  await withdrawVisit(world.sources.visits, laptop, start + minute);
  expect(JSON.stringify(await journey('a'))).not.toContain('laptop');
});

describe('consent', () => {
  test('of who withdrew no visit is told, neither of this one nor of any', async () => {
    const first = await visited('anna', start - day);
    const led = await show(world.sources, number, 'anna', start - 2 * minute);
    await world.call({ call: 'a' });
    for (const visit of [first, led]) await withdrawVisit(world.sources.visits, visit, start + minute);
    const answer = await journey('a');
    expect(told(answer)).toEqual([['call', iso(start), 'a']]);
    expect(answer).toMatchObject({ visitors: [], summary: { how: 'unknown', visitsBefore: 0 } });
    expect(answer.summary.sentence).toContain('withdrawn');
  });

  test('a visit that does not allow ads is told without its clicks', async () => {
    const led = await show(world.sources, number, 'anna', start - 2 * minute);
    await world.call({ call: 'a' });
    await withdrawAds(world.sources.visits, led, { ads: false, analytics: true });
    expect(JSON.stringify(await journey('a'))).not.toContain('gclid-anna');
  });

  test('a visit that is kept no more is told as its call keeps it', async () => {
    const led = await show(world.sources, number, 'anna', start - 2 * minute);
    await world.call({ call: 'a' });
    const { documents, name } = world.sources.visits;
    await documents.send(new DeleteCommand({ TableName: name, Key: visitItemKey(led) }));
    expect((await journey('a')).events[0]).toMatchObject({ kind: 'visit', visit: led.visit, onlyWithCall: true });
  });

  test('a visit of another site is not of this journey', async () => {
    await visited('anna', start - day, { site: 'other' });
    await show(world.sources, number, 'anna', start - 2 * minute);
    await world.call({ call: 'a' });
    expect((await journey('a')).summary.visitsBefore).toBe(1);
  });
});

test('a call that named nobody has a journey of calls and orders', async () => {
  await world.call({ call: 'a', number: '+12025550191' });
  expect(await journey('a')).toMatchObject({
    visitors: [],
    summary: { how: 'unknown', sentence: 'No visit of this person before the call is known.' },
    events: [{ kind: 'call', call: 'a', source: 'print', method: 'source' }],
  });
});

test('who may not see the call may not see its journey', async () => {
  await world.call({ call: 'a' });
  const limited = await world.addKey({ role: 'reader', source: 'agency', sites: ['other'] });
  const crm = await world.addKey({ role: 'crm', source: 'crm' });
  expect((await request('GET /v1/calls/a/journey', undefined, limited)).status).toBe(404);
  expect((await request('GET /v1/calls/nothing/journey')).status).toBe(404);
  expect((await request('GET /v1/calls/a/journey', undefined, crm)).status).toBe(200);
});
