import type { Conversion } from '../../../../lambdas/conversions/conversion.ts';
import { decide } from '../../../../lambdas/conversions/decide.ts';
import type { Delivery } from '../../../../lambdas/deliveries/delivery.ts';
import { abilitiesOf, buildRequest, isTakenBack } from '../../../../lambdas/deliveries/delivery-request.ts';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import { takenBackBy } from '../../../../lambdas/deliveries/news/taken-back.ts';
import { entry, finalCall, refund, revenueRule, sale, startedAt } from '../../conversions/facts.ts';
import { consentingMatch, freshDelivery, shop, someCall } from '../delivery-samples.ts';
import { bodyOf, isSent } from './built.ts';
import { destinationSamples } from './destination-samples.ts';

/*
 * A sale on day 10, all of it given back on day 12, another sale on day 14: it counts once more, at every destination by what that can do.
 */

const day = 86_400_000;
const reports = [
  entry('a', sale(12_900), { occurredAt: startedAt + 10 * day, orderId: 'o1' }),
  entry('b', refund(12_900), { occurredAt: startedAt + 12 * day, orderId: 'o1' }),
  entry('c', sale(43_200), { occurredAt: startedAt + 14 * day, orderId: 'o2' }),
  entry('d', refund(43_200), { occurredAt: startedAt + 16 * day, orderId: 'o2' }),
  entry('e', sale(54_300), { occurredAt: startedAt + 17 * day, orderId: 'o3' }),
];
const clickIds = { gclid: 'gclid-anna', fbclid: 'AbC', msclkid: 'f894f652ea334e739002f7167ab8f8e3', ttclid: 'E.C.P.x' };
const ids = { ga: '1234567890.1795180000', ymUid: '1609842316123456' };
const match = { ...consentingMatch(), visit: { ...consentingMatch().visit, clickIds, ids } };

/** The conversion after each report, one revision each. */
const revisions = reports.reduce<Conversion[]>((all, _, index) => {
  const facts = {
    call: finalCall(),
    match,
    rules: [revenueRule()],
    currency: 'EUR',
    ledger: reports.slice(0, index + 1),
  };
  return [...all, decide({ ...facts, conversions: all.slice(-1) }).conversions[0]!];
}, []);

/** All that a destination is sent, revision after revision, each an hour after its report and received. */
function toldOf(type: string, of: readonly Conversion[] = revisions) {
  const destination = destinations.get(type)!;
  const { settings, secrets } = destinationSamples[type]!;
  const parsed = { settings: destination.settings.parse(settings), secrets: destination.secrets.parse(secrets) };
  let delivery: Delivery = freshDelivery();
  return of.map((conversion) => {
    const now = reports[conversion.revision - 1]!.occurredAt! + 3_600_000;
    const facts = {
      conversion,
      call: someCall({ match }),
      site: shop,
      destination,
      version: 1,
      ...parsed,
      throttle: {},
    };
    const { revision } = conversion;
    const claim = { revision, since: now, attempts: 1, restsUntil: 0, asks: false };
    const built = buildRequest(
      { ...facts, email: 'anna@shop.example' },
      { delivery, claim, now, emailFrom: undefined, accessToken: 'token' },
    );
    if (isSent(built)) {
      const takenBack = takenBackBy(delivery, { revision, takesBack: isTakenBack(facts) });
      delivery = { ...delivery, sent: revision, firstSent: delivery.firstSent ?? revision, receipt: '512', takenBack };
    }
    return { built, body: bodyOf(built), can: abilitiesOf(facts) };
  });
}

const amount = (units: string) => new RegExp(`(?<![\\d.])${units}(?![\\d]|\\.[1-9])`);

test('the call has one conversion, which came about again with each new sale', () => {
  expect(revisions.map(({ revision, value }) => [revision, value.minor])).toEqual([
    [1, 12_900],
    [2, 0],
    [3, 43_200],
    [4, 0],
    [5, 54_300],
  ]);
  expect(new Set(revisions.map(({ id }) => id)).size).toBe(1);
  expect(revisions.at(-1)?.soldAgainAt).toEqual([startedAt + 14 * day, startedAt + 17 * day]);
});

describe.each([...destinations.keys()])('%s', (type) => {
  const [first, gone, again, goneAgain, last] = toldOf(type);
  const isSet = destinationSamples[type]?.idPer === 'person';
  const can = gone!.can;
  const takesNews = can.restate || can.retractsForGood === true;
  const skips = (because: string) => ({ kind: 'skip', because });

  test('counts what is sold after all was given back, or says why not', () => {
    expect(isSent(first!.built)).toBe(true);
    const told = isSet ? first!.built : takesNews ? { kind: first!.built.kind } : skips('no-new-values');
    expect([again!.built, last!.built]).toMatchObject([told, told]);
    const [after, end] = takesNews && !isSet ? [amount('432'), amount('543')] : [/^/, /^/];
    expect(again!.body).toMatch(after);
    expect(last!.body).toMatch(end);
  });

  test('takes it back each time, or says why not', () => {
    const isTold = can.restate || can.retract;
    expect([gone, goneAgain].map((each) => isSent(each!.built))).toEqual([isTold, isTold]);
  });

  test('is told once that nothing is left, and nothing of what was never told', () => {
    const stillGone = { ...revisions[1]!, revision: 3, sold: [] };
    const [, , twice] = toldOf(type, [revisions[0]!, revisions[1]!, stillGone]);
    const [unheard] = toldOf(type, [revisions[1]!]);
    const retracts = can.retractsRefunds === true;
    expect(twice!.built).toMatchObject(retracts ? skips('taken-back') : {});
    expect(unheard!.built).toMatchObject(retracts ? skips('withdrawn') : {});
  });
});

const keysOf = (type: string, name: RegExp) =>
  toldOf(type).map(({ body }) => [...body.matchAll(name)].map(([, key]) => key).join());

test('who takes back for good knows each sale by an id of its own, and takes just that one back', () => {
  const [id] = revisions.map((conversion) => conversion.id);
  expect(keysOf('ga4', /"transaction_id":"([^"]+)"/g)).toEqual([id, id, `${id}-2`, `${id}-2`, `${id}-3`]);
  const time = (days: number) => new Date(startedAt + days * day).toISOString().replace('.000', '');
  expect(keysOf('microsoft-ads', /"ConversionTime":"([^"]+)"/g)).toEqual([10, 10, 14, 14, 17].map(time));
  expect(toldOf('microsoft-ads').map(({ body }) => /OfflineConversion\w*/.exec(body)?.[0])).toEqual([
    'OfflineConversions',
    'OfflineConversionAdjustments',
    'OfflineConversions',
    'OfflineConversionAdjustments',
    'OfflineConversions',
  ]);
});

test.each([
  ['hubspot', /"dealstage":"([^"]+)"/g, 'appointmentscheduled', 'closedlost', 'closedwon'],
  ['salesforce', /"Status__c":"([^"]+)"/g, 'Open', 'Refunded', 'Open'],
  ['amocrm', /"status_id":(\d+)/g, '', '143', '142'],
  ['bitrix24', /"stageId":"([^"]+)"/g, '', 'LOSE', 'WON'],
  ['yandex-metrica', /,(PAID|CANCELLED),/g, 'PAID', 'CANCELLED', 'PAID'],
])('%s shows it as won again', (type, stage, begun, lost, won) => {
  expect(keysOf(type, stage)).toEqual([begun, lost, won, lost, won]);
});
