import { deliveriesText } from '../../../../bin/cli/deliveries/deliveries-list.ts';
import { destinationsText, redriveAll, resume } from '../../../../bin/cli/deliveries/destinations.ts';
import { reconciliationText } from '../../../../bin/cli/deliveries/reconciliation.ts';
import { deliveryId } from '../../../../lambdas/conversions/conversion-ids.ts';
import { conversionItem } from '../../../../lambdas/conversions/conversion-items.ts';
import { putConversion } from '../../../../lambdas/conversions/conversion-store.ts';
import { claimDelivery, finishDelivery } from '../../../../lambdas/deliveries/delivery-store.ts';
import { pauseDestination } from '../../../../lambdas/settings/destinations/destination-pause-store.ts';
import { readDestination } from '../../../../lambdas/settings/destinations/destination-store.ts';
import { someConversion } from '../../../lambdas/deliveries/delivery-samples.ts';
import { freshTables, request, shop } from '../../../lambdas/handlers/management-client.ts';
import { serveManagement } from '../serve-management.ts';

const now = Date.parse('2026-11-20T14:00:00Z');
const days = { from: '2026-11-20', to: '2026-11-21' };

let tables: Awaited<ReturnType<typeof freshTables>>;
let management: Awaited<ReturnType<typeof serveManagement>>;
const silent = { write: () => undefined };

beforeAll(async () => {
  management = await serveManagement();
});
afterAll(() => management.close());

beforeEach(async () => {
  tables = await freshTables();
  await request('PUT /v1/sites/shop', shop);
  await request('PUT /v1/destinations/team', { site: 'shop', type: 'email', settings: { to: ['team@shop.example'] } });
});

/** Conversions whose deliveries are parked, all but the first. */
async function parked(count: number): Promise<void> {
  for (let number = 0; number <= count; number++) {
    const [id, call] = [`c${String(number).padStart(26, '0')}`, `call-${number}`];
    await putConversion(
      tables.calls,
      conversionItem(someConversion({ id, call, occurredAt: now, destinations: ['team'] })),
    );
    if (number === 0) continue;
    const key = { id: deliveryId(id, 'team'), call, site: 'shop', conversion: id, destination: 'team' };
    const claim = { revision: 1, since: now, attempts: 1, restsUntil: 0, asks: false };
    const own = await claimDelivery(tables.calls, key, claim);
    const finish = {
      state: 'parked',
      result: 'rejected',
      reason: 'rejected: no',
      sent: 0,
      nextAt: now,
      restsUntil: 0,
    } as const;
    await finishDelivery(tables.calls, key, { ...claim, id: own! }, finish);
  }
}

test('a paused destination is listed with the reason, and resumed', async () => {
  const found = await readDestination(tables.settings, 'shop', 'team');
  const { version } = found as { version: number };
  const why = { version, why: 'credentials', detail: 'it answered 401', since: now } as const;
  await pauseDestination(tables.settings, { site: 'shop', destination: 'team' }, why);
  expect(await destinationsText('shop', management)).toMatch(
    /team +shop +email +paused since 2026-11-20T14:00Z: credentials \(it answered 401\)/,
  );
  expect(await resume('team', management)).toBe('team is sent to again; what waited for it goes out within minutes\n');
  expect(await resume('team', management)).toBe('team is not paused; nothing changed\n');
  expect(await destinationsText(undefined, management)).toMatch(/team +shop +email +sends/);
  await expect(resume('nothing', management)).rejects.toThrow('there is no destination nothing');
});

test('what is parked is listed, and all of it sent again', async () => {
  await parked(3);
  const text = await deliveriesText({ site: 'shop', state: 'parked' }, management);
  expect(text).toMatch(/2026-11-20T14:00Z +team +call-1 +1 +rejected: no/);
  expect(text).toMatch(/\n3 in all\n$/);
  expect(await deliveriesText({ site: 'shop', state: 'held' }, management)).toBe('nothing is held\n');
  expect(await redriveAll('team', management, silent)).toBe('3 parked deliveries of team are sent again\n');
  expect(await deliveriesText({ site: 'shop', state: 'parked' }, management)).toBe('nothing is parked\n');
  await expect(deliveriesText({ site: 'nowhere', state: 'parked' }, management)).rejects.toThrow('there is no site');
});

test('reconciliation shows the lines that there are, their sum, and the conversions of one', async () => {
  await parked(2);
  const text = await reconciliationText({ site: 'shop', ...days }, management, silent);
  expect(text.split('\n')).toMatchObject([
    expect.stringMatching(/^day +destination +conversions +sent +waiting +parked$/),
    expect.stringMatching(/^2026-11-20 +team +3 +0 +1 +2$/),
    expect.stringMatching(/^all +3 +0 +1 +2$/),
    '',
  ]);
  const line = await reconciliationText({ site: 'shop', ...days, line: 'parked' }, management, silent);
  expect(line).toMatch(/2026-11-20T14:00Z +team +qualified_call +129.50 EUR +call-1 +rejected: no/);
  const json = await reconciliationText({ site: 'shop', ...days, line: 'parked', json: true }, management, silent);
  expect(JSON.parse(json)).toHaveLength(2);
  expect(await reconciliationText({ site: 'shop', ...days, line: 'tooOld' }, management, silent)).toBe(
    'no conversion is too old in these days\n',
  );
});

test.each([
  ['a day that is none', { from: '31.01.2026' }, /; from must /],
  ['days in the wrong order', { from: '2026-11-21', to: '2026-11-20' }, /; (from|to) must /],
])('%s is refused with the reason that the API gives', async (_what, wrong, reason) => {
  await expect(reconciliationText({ site: 'shop', ...wrong }, management, silent)).rejects.toThrow(reason);
  await expect(reconciliationText({ site: 'shop', ...wrong, line: 'parked' }, management, silent)).rejects.toThrow(
    reason,
  );
});
