import { callRun } from './call-run.ts';
import { type Contact, contact } from './connect-payloads.ts';
import { type CallDetail } from './management.ts';
import { soon } from './soon.ts';

const run = callRun({ graceSeconds: 2 });

const deliveriesOf = (detail: CallDetail | undefined) =>
  detail?.conversions.flatMap(({ deliveries }) => deliveries) ?? [];

async function delivered({ id }: Contact): Promise<CallDetail> {
  return (await soon(
    () => run.api.call(id),
    (detail) => deliveriesOf(detail).filter(({ state }) => state === 'delivered').length >= 2,
  ))!;
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const webhooksOf = (call: Contact) => run.receiver.told('hook').filter(({ data }) => data.call.id === call.id);
const uploadsOf = ({ conversions }: CallDetail) =>
  run.receiver.received('/google/v1/events:ingest').filter(({ body }) => body.includes(conversions[0]!.id));

/** Each lookup says where its call goes; one that runs out of time, to the default queue. */
function withoutRoute(detail: CallDetail | undefined) {
  return detail && { ...detail, call: { ...detail.call, route: undefined } };
}

test.each(['one after the other', 'in parallel'])(
  'a record five times with its events, %s, is one call',
  async (how) => {
    const { number } = await run.shop.visit(`gclid=five-${how.length}`);
    const call = contact(number!.e164, '+13055550111', { talk: 10 });
    const { startedAt, answeredAt, endedAt } = call;
    const all = shuffled([
      ...Array.from({ length: 5 }, () => () => run.connect.record(call)),
      ...Array.from({ length: 2 }, () => async () => void (await run.connect.lookup(call))),
      () => run.connect.event(call, 'INITIATED', startedAt),
      () => run.connect.event(call, 'QUEUED', startedAt + 1000),
      () => run.connect.event(call, 'CONNECTED_TO_AGENT', answeredAt!),
      () => run.connect.event(call, 'DISCONNECTED', endedAt),
      () => run.connect.event(call, 'COMPLETED', endedAt),
    ]);
    if (how === 'in parallel') await Promise.all(all.map((send) => send()));
    else for (const send of all) await send();

    const detail = await delivered(call);
    expect(detail.call).toMatchObject({ status: 'completed', final: true, talkSeconds: 10, waitSeconds: 2 });
    expect(detail.conversions).toHaveLength(1);
    expect(
      deliveriesOf(detail)
        .map(({ destination }) => destination)
        .toSorted(),
    ).toEqual(['google', 'hook']);
    // All of it once more changes nothing.
    for (const send of shuffled(all)) await send();
    const marker = contact(number!.e164, '+13055550112', { talk: 1 });
    await run.connect.record(marker);
    await soon(
      () => run.api.call(marker.id),
      (found) => found?.call.final === true,
    );
    expect(withoutRoute(await run.api.call(call.id))).toEqual(withoutRoute(detail));
    expect(webhooksOf(call)).toHaveLength(1);
    expect(uploadsOf(detail)).toHaveLength(1);
  },
);

test('the record alone is enough', async () => {
  const { number } = await run.shop.visit('gclid=alone');
  const call = contact(number!.e164, '+13055550113', { talk: 7 });
  await run.connect.record(call);
  const detail = await delivered(call);
  expect(detail).toMatchObject({
    call: { status: 'completed', caller: expect.anything(), talkSeconds: 7 },
    match: { method: 'lease', visit: { clickIds: { gclid: 'alone' } } },
    conversions: [{ value: { amount: '50.00' } }],
  });
});

test('events alone give a status, which a record corrects that comes later', async () => {
  const { number } = await run.shop.visit('gclid=later');
  const call = contact(number!.e164, '+13055550114', { talk: 8 });
  await run.connect.event(call, 'INITIATED', call.startedAt);
  const ringing = await soon(
    () => run.api.call(call.id),
    (found) => found !== undefined,
  );
  expect(ringing?.call).toMatchObject({ status: 'ringing', final: false });

  // That an agent took it was lost: events are sent once, if at all.
  const unanswered = { ...call, answeredAt: undefined as never };
  await run.connect.event(unanswered, 'DISCONNECTED', call.endedAt);
  const missed = await soon(
    () => run.api.call(call.id),
    (found) => found?.call.final === true,
    // The sweep comes once a minute.
    { seconds: 90 },
  );
  expect(missed?.call).toMatchObject({ status: 'missed', final: true });
  expect(missed?.conversions).toEqual([]);

  const twentyMinutes = new Date(call.endedAt + 1_200_000).toISOString().replace('.000Z', 'Z');
  await run.connect.record(call, { LastUpdateTimestamp: twentyMinutes });
  const corrected = await delivered(call);
  expect(corrected.call).toMatchObject({ status: 'completed', talkSeconds: 8 });
  expect(webhooksOf(call)).toHaveLength(1);
});

test('an older record after a newer one changes nothing', async () => {
  const { number } = await run.shop.visit('gclid=older');
  const call = contact(number!.e164, '+13055550115', { talk: 9 });
  const older = {
    LastUpdateTimestamp: new Date(call.endedAt).toISOString(),
    Agent: null,
    Queue: null,
    SystemEndpoint: null,
  };
  await run.connect.record(call);
  const before = await delivered(call);
  await run.connect.record(call, older);
  const marker = contact(number!.e164, '+13055550116', { talk: 1 });
  await run.connect.record(marker);
  await soon(
    () => run.api.call(marker.id),
    (found) => found?.call.final === true,
  );
  expect(await run.api.call(call.id)).toEqual(before);
});
