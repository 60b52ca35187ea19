import { callRun } from './call-run.ts';
import { contact } from './connect-payloads.ts';
import { addUp, listedCalls, type SourceSums } from './journal-sums.ts';
import { isSettled, saleOf, untilCall } from './read-call.ts';

const started = Date.now();
const run = callRun();

function money(kind: 'sale' | 'refund', amount: string, eventId: string) {
  return { eventId, revenue: { kind, amount, currency: 'EUR' } };
}

test('a sale and a refund, while the receivers are down, end as what is left', async () => {
  const { number } = await run.shop.visit('gclid=revenue');
  const call = contact(number!.e164, '+13055550141', { talk: 1 });
  await run.connect.play(call);
  await untilCall(run.api, call, isSettled);

  await run.receiver.down();
  await run.api.must(`POST /v1/calls/${call.id}/outcome`, money('sale', '129.50', 'order-1'));
  const sold = await untilCall(
    run.api,
    call,
    (detail) => saleOf(detail)?.deliveries.every(({ attempts }) => attempts > 0) ?? false,
  );
  expect(saleOf(sold)).toMatchObject({ revision: 1, value: { amount: '129.50', currency: 'EUR' } });
  await run.api.must(`POST /v1/calls/${call.id}/outcome`, money('refund', '29.50', 'return-1'));
  const tried = await untilCall(
    run.api,
    call,
    (detail) => saleOf(detail)?.deliveries.every(({ wanted, reason }) => wanted === 2 && reason !== undefined) ?? false,
  );
  expect(saleOf(tried)?.deliveries.map(({ state }) => state)).toEqual(['pending', 'pending']);
  await run.receiver.up();

  const detail = await untilCall(run.api, call, isSettled);
  const sale = saleOf(detail)!;
  expect(sale).toMatchObject({ revision: 2, value: { amount: '100.00', currency: 'EUR' } });
  const hooks = run.receiver.told('hook').filter(({ data }) => data.conversion.id === sale.id);
  expect(hooks.map(({ data }) => data.conversion.value.amount)).toEqual(['100.00']);
  const uploads = run.receiver
    .received('/google/v1/events:ingest')
    .map(
      ({ body }) => (JSON.parse(body) as { events: { transactionId: string; conversionValue: number }[] }).events[0]!,
    )
    .filter(({ transactionId }) => transactionId === sale.id);
  expect(uploads.map(({ conversionValue }) => conversionValue)).toEqual([100]);
  expect(detail.ledger).toEqual([
    expect.objectContaining({
      eventId: 'order-1',
      revenue: expect.objectContaining({ kind: 'sale', amount: '129.50' }),
    }),
    expect.objectContaining({
      eventId: 'return-1',
      revenue: expect.objectContaining({ kind: 'refund', amount: '29.50' }),
    }),
  ]);
});

test('the sums by source are what the listed calls add up to, also after a refund and a corrected call', async () => {
  const { number } = await run.shop.visit('gclid=sums&utm_campaign=sums');
  const sold = contact(number!.e164, '+13055550142', { talk: 12, wait: 3 });
  const missed = contact(run.shop.defaultNumber, '+13055550143', { wait: 20 });
  const calls = [
    sold,
    missed,
    contact(number!.e164, '+13055550142', { talk: 4, wait: 8 }),
    contact(run.shop.printNumber, '+13055550144', { talk: 30, wait: 5 }),
    contact(run.shop.printNumber, null, { wait: 11 }),
  ];
  await Promise.all(calls.map((call) => run.connect.record(call)));
  for (const call of calls) await untilCall(run.api, call, ({ call: { final } }) => final);
  await run.api.must(`POST /v1/calls/${sold.id}/outcome`, money('sale', '49.99', 'order-3'));
  await untilCall(run.api, sold, (detail) => saleOf(detail)?.value.amount === '49.99');
  const before = await reportAndSums();
  expect(before.report).toEqual(before.byHand);
  expect(before.byHand.map(({ source }) => source)).toEqual(['google', 'print']);

  await run.api.must(`POST /v1/calls/${sold.id}/outcome`, money('refund', '20.00', 'return-3'));
  await untilCall(run.api, sold, (detail) => saleOf(detail)?.value.amount === '29.99');
  const answeredAt = missed.startedAt + 20_000;
  const corrected = { ...missed, answeredAt, endedAt: answeredAt + 60_000 };
  await run.connect.record(corrected);
  await untilCall(
    run.api,
    corrected,
    ({ call, conversions }) => call.status === 'completed' && conversions.length === 1,
  );
  const after = await reportAndSums();
  expect(after.report).toEqual(after.byHand);
  expect(after.report).not.toEqual(before.report);
});

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

async function reportAndSums() {
  // A day may end while the test runs.
  const range = `site=proof&from=${dayOf(started)}&to=${dayOf(Date.now())}`;
  const { items } = await run.api.must<{ items: SourceSums[] }>(`GET /v1/reports/sources?${range}`);
  const byHand = addUp(await listedCalls(run.api, range));
  // Further columns of the report are for others to hold.
  const columns = Object.keys(byHand[0] ?? {});
  const report = items.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => columns.includes(name))));
  return { report: inOrder(report as unknown as SourceSums[]), byHand: inOrder(byHand) };
}

function inOrder(sums: readonly SourceSums[]): SourceSums[] {
  return sums.toSorted((a, b) => `${a.source}/${a.medium}`.localeCompare(`${b.source}/${b.medium}`));
}
