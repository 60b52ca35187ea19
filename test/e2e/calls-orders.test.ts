import { callRun } from './call-run.ts';
import { contact } from './connect-payloads.ts';
import { isSettled, saleOf, untilCall } from './read-call.ts';

const run = callRun();

interface Taken {
  readonly order: string;
  readonly call: string | null;
  readonly state: string;
  readonly reason: string;
}

const order = (eventId: string, kind: string, amount: string, more: object) => ({
  site: 'proof',
  eventId,
  revenue: { kind, amount, currency: 'EUR' },
  ...more,
});

test('a refund, then its sale, while the receivers are down: the call is told what is left, once', async () => {
  const { number } = await run.shop.visit('gclid=orders');
  const call = contact(number!.e164, '+13055550151', { talk: 1 });
  await run.connect.play(call);
  await untilCall(run.api, call, isSettled);

  await run.receiver.down();
  const refund = await run.api.must<Taken>('POST /v1/orders', order('r-1', 'refund', '29.50', { orderId: '1' }));
  expect(refund).toMatchObject({ call: null, state: 'waiting' });
  const sale = order('s-1', 'sale', '129.50', { orderId: '1', find: { phone: '+1 305 555 0151' } });
  expect(await run.api.must('POST /v1/orders', sale)).toMatchObject({ call: call.id, state: 'credited' });
  expect(await run.api.must('POST /v1/orders', sale)).toMatchObject({ call: call.id, state: 'credited' });
  await untilCall(run.api, call, (detail) => saleOf(detail)?.deliveries.every(({ attempts }) => attempts > 0) ?? false);
  await run.receiver.up();

  const detail = await untilCall(run.api, call, isSettled);
  expect(saleOf(detail)).toMatchObject({ value: { amount: '100.00', currency: 'EUR' } });
  expect(detail.ledger).toHaveLength(2);
  const hooks = run.receiver.told('hook').filter(({ data }) => data.conversion.rule === 'sale');
  expect(hooks.map(({ data }) => data.conversion.value.amount)).toEqual(['100.00']);
  expect(await run.api.must(`GET /v1/orders/${refund.order}`)).toMatchObject({ call: call.id, state: 'credited' });
});

test('an order of before its call is credited when that is heard of, by click, too', async () => {
  const { number } = await run.shop.visit('gclid=early');
  const call = contact(number!.e164, '+13055550152', { talk: 1 });
  const later = new Date(Date.now() + 60_000).toISOString();
  const [byPhone, byClick] = await Promise.all(
    [{ phone: '+13055550152' }, { clickId: { gclid: 'early' } }].map((find, index) =>
      run.api.must<Taken>('POST /v1/orders', order(`early-${index}`, 'sale', '10.00', { find, occurredAt: later })),
    ),
  );
  expect([byPhone, byClick]).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
  await run.connect.play(call);
  const detail = await untilCall(
    run.api,
    call,
    (told) => told.ledger?.length === 2 && saleOf(told)?.value.amount === '20.00',
  );
  expect(detail.ledger?.map(({ eventId }) => eventId).toSorted()).toEqual(['early-0', 'early-1']);
});
