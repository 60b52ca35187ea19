import type { MatchSources } from '../../../../lambdas/calls/match/gather-match-facts.ts';
import { decideRoute } from '../../../../lambdas/calls/routing/decide-route.ts';
import { gatherRouteFacts } from '../../../../lambdas/calls/routing/gather-route-facts.ts';
import { knownSettings } from '../../../../lambdas/calls/routing/known-settings.ts';
import { routesSettings } from '../../../../lambdas/calls/routing/route-settings.ts';
import { inWaves } from '../in-waves.ts';
import { call } from '../matched-call.ts';
import { mailed, putMailPool, send } from '../sent-numbers.ts';
import { emptyTables, putShop } from '../stores.ts';

const start = Date.parse('2026-11-20T14:00:00Z');
const day = 24 * 3600_000;
const ring = call('c1', start, { trackedNumber: mailed });
let tables: MatchSources;

beforeEach(async () => {
  tables = await emptyTables();
  await putMailPool(tables, start - 90 * day);
  await send(tables, '4711', start - 2 * day, { email: 'jane@example.com' });
});

async function routed(routes: object[] = []) {
  await putShop(tables, { routes: routesSettings.parse(routes) });
  const { facts, site } = await gatherRouteFacts(ring, tables, start);
  return decideRoute(facts, site).route;
}

test('whoever takes the call is told campaign and recipient', async () => {
  expect(await routed()).toMatchObject({
    found: true,
    source: 'email',
    medium: 'email',
    campaign: 'spring',
    recipient: '4711',
    whisper: 'Call from email spring',
    screenText: 'email email spring recipient 4711',
  });
});

test.each(['a+b@x.example', 'gid://shop/Customer/1', '🙂', 'x'.repeat(200)])(
  'the id %s is theirs as it was given, and cleaned where it is said or shown',
  async (id) => {
    await send(tables, id, start - day);
    const { recipient, whisper, screenText } = await routed([
      { name: 'All', when: {}, forwardTo: ['+12025550151'], whisper: 'For {recipient}' },
    ]);
    expect(recipient).toBe(id);
    for (const text of [whisper, screenText]) expect(text).toMatch(/^[\p{L}\p{N} ]{1,80}$/u);
  },
);

test('routes ask for the recipient, and name them', async () => {
  const to = { forwardTo: ['+12025550151'], whisper: 'Mail {campaign} to {recipient}' };
  const routes = [
    { name: 'Others', when: { recipient: '48*' }, ...to },
    { name: 'Them', when: { recipient: ['47*'], campaign: 'spring', source: 'email' }, ...to },
  ];
  expect(await routed(routes)).toMatchObject({ route: 'Them', whisper: 'Mail spring to 4711' });
});

test('all of it within three reads that wait for each other', async () => {
  await putShop(tables);
  const known = knownSettings();
  for (const most of [3, 2]) {
    const { sources, run } = inWaves(tables);
    const { result, waves } = await run(gatherRouteFacts(ring, { ...sources, known }, start));
    expect(result.facts.match).toMatchObject({ method: 'recipient', recipient: { id: '4711' } });
    expect(waves.length).toBeLessThanOrEqual(most);
  }
});
