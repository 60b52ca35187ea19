import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { closeSlot } from '../../../lambdas/leases/slots/pool-slots-store.ts';
import { logger } from '../../../lambdas/platform/log.ts';
import { giveNumbers } from '../../../lambdas/recipients/give-numbers.ts';
import { recipientItemKey } from '../../../lambdas/recipients/recipient.ts';
import { visitOfRecipient } from '../../../lambdas/recipients/recipient-token.ts';
import { readVisitNow } from '../../../lambdas/visits/number-visits-store.ts';
import { visitItemKey } from '../../../lambdas/visits/visit-key.ts';
import { putSlot, unusedSlot } from '../leases/pool-of-slots.ts';
import { day, expectWhole, mailPool, mailTables, people, restMs, start, until, wanted } from './mail-pool.ts';

const numbersOf = (given: readonly { readonly number?: string | undefined }[]) => given.map(({ number }) => number);

test('a thousand recipients of a pool of a thousand have a thousand numbers, and again the same ones', async () => {
  const pool = mailPool([250, 250, 250, 250]);
  const { give, kept } = await mailTables(pool);
  const all = people(1000);
  const first = [...(await give(all.slice(0, 500))), ...(await give(all.slice(500)))];
  expect(new Set(numbersOf(first)).size).toBe(1000);
  expect(first.every(({ number }) => number !== undefined)).toBe(true);
  const again = [...(await give(all.slice(250, 750), start + day)), ...(await give(all.slice(0, 250), start + day))];
  expect(numbersOf(again)).toEqual([...numbersOf(first).slice(250, 750), ...numbersOf(first).slice(0, 250)]);
  const after = await kept();
  expectWhole(after);
  expect(after.counts).toMatchObject([{ campaign: 'spring', recipients: 1000, numbers: 1000, defaults: 0, clicks: 0 }]);
});

test('a pool of a hundred serves a hundred of a thousand, the first ones; the others have the default number until they are sent again', async () => {
  const pool = mailPool([100]);
  const { give, kept, leases } = await mailTables(pool);
  const all = people(1000);
  const given = [...(await give(all.slice(0, 500))), ...(await give(all.slice(500)))];
  expect(numbersOf(given).filter((number) => number !== undefined)).toHaveLength(100);
  expect(numbersOf(given.slice(0, 100)).every((number) => number !== undefined)).toBe(true);
  expect((await kept()).counts).toMatchObject([{ recipients: 1000, numbers: 100, defaults: 900 }]);

  for (let index = 100; index < 105; index++) await putSlot(leases, unusedSlot('mail', index));
  expect((await kept()).recipients.filter(({ number }) => number !== undefined)).toHaveLength(100);
  const grown = await give(all.slice(490, 500), start + 1, { version: 2, size: 105 });
  expect(numbersOf(grown).filter((number) => number !== undefined)).toHaveLength(5);
  const after = await kept();
  expectWhole(after);
  expect(after.counts).toMatchObject([{ recipients: 1000, numbers: 105, defaults: 895 }]);
});

test('a number returns after the time of its recipient and its rest, and not before', async () => {
  const pool = mailPool([1]);
  const { give, kept } = await mailTables(pool);
  const later = (recipient: string) => wanted(recipient, { until: until + 60 * day });
  const [ann] = await give([wanted('ann')]);
  expect(ann?.number).toBeDefined();
  for (const at of [start + 1, until, until + restMs, until + restMs + 2000]) {
    const [other] = await give([later(`bob-${at}`)], at);
    expect(other?.number).toBeUndefined();
  }
  const [carl] = await give([later('carl')], until + restMs + 2001);
  expect(carl?.number).toBe(ann?.number);
  // Ann is sent the campaign again: her number is somebody else's by now.
  const [again] = await give([later('ann')], until + restMs + 3000);
  expect(again?.number).toBeUndefined();
  const { counts } = await kept();
  expect(counts).toMatchObject([{ recipients: 6, numbers: 2, defaults: 4 }]);
});

test('time is prolonged and never taken away, and with it slot and visit', async () => {
  const pool = mailPool([2]);
  const { give, kept, visits } = await mailTables(pool);
  const [first] = await give([wanted('ann')]);
  const [shorter] = await give([wanted('ann', { until: until - day })], start + 1);
  expect(shorter).toEqual(first);
  const [longer] = await give([wanted('ann', { until: until + day })], start + 2);
  expect(longer).toMatchObject({ number: first?.number, until: until + day, sentAt: start, givenAt: start });
  const { held } = await kept();
  expect(held).toMatchObject([{ leasedUntil: until + day + restMs, confirmed: true, shownAt: start }]);
  const visit = await readVisitNow(visits, {
    visit: first?.visit ?? '',
    visitor: first?.visitor ?? '',
    number: first?.number,
    shownAt: start,
  });
  expect(visit).toMatchObject({ recipient: { id: 'ann', until: until + day }, source: 'email', campaign: 'spring' });
  // After its time, while it rests, the number is still the recipient's, and may be prolonged.
  const [late] = await give([wanted('ann', { until: until + 30 * day })], until + 3 * day);
  expect(late?.number).toBe(first?.number);
  expectWhole(await kept());
});

test('address, parameters and consent are taken over, and what is not said stays', async () => {
  const pool = mailPool([2]);
  const { give, kept, visits } = await mailTables(pool);
  const [first] = await give([
    wanted('ann', { email: 'ann@example.com', params: { segment: 'a' }, creative: 'green' }),
  ]);
  expect(first).toMatchObject({ consent: { ads: false, analytics: true }, creative: 'green' });
  const [second] = await give(
    [wanted('ann', { params: { segment: 'b' }, consent: { ads: true, analytics: true }, creative: 'red' })],
    start + 1,
  );
  expect(second).toMatchObject({
    email: 'ann@example.com',
    params: { segment: 'b' },
    consent: { ads: true },
    creative: 'green',
  });
  const key = { visit: second?.visit ?? '', visitor: second?.visitor ?? '', number: second?.number, shownAt: start };
  expect(await readVisitNow(visits, key)).toMatchObject({
    content: 'green',
    params: { segment: 'b' },
    consent: { ads: true },
  });
  const [third] = await give([wanted('ann')], start + 2);
  expect(third).toEqual(second);
  expect((await kept()).counts).toMatchObject([{ creative: 'green', recipients: 1 }]);
});

test('who does not want to be recognised gets no number, gives back their own, and is kept without address', async () => {
  const pool = mailPool([2]);
  const { give, kept } = await mailTables(pool);
  const no = { consent: { ads: false, analytics: false }, email: 'ann@example.com', params: { segment: 'a' } };
  const [never] = await give([wanted('never', no)]);
  expect(never).not.toHaveProperty('number', expect.anything());
  expect([never?.email, never?.params]).toEqual([undefined, undefined]);
  const [ann] = await give([wanted('ann', { email: 'ann@example.com' })]);
  expect(ann?.number).toBeDefined();
  const [gone] = await give([wanted('ann', no)], start + 1);
  expect([gone?.number, gone?.email]).toEqual([undefined, undefined]);
  const after = await kept();
  expect(after.visits).toEqual([]);
  expect(after.held.map(({ visitor }) => visitor)).toEqual([undefined]);
  // It rests, as somebody was sent it.
  const [bob, carl] = await give([wanted('bob'), wanted('carl')], start + 2);
  expect([bob?.number === undefined, carl?.number === undefined]).toEqual([false, true]);
  expect([bob?.number]).not.toContain(ann?.number);
  // Nothing is said: what was said before holds.
  expect((await give([wanted('ann')], start + 3))[0]?.consent).toEqual(no.consent);
  expect((await give([wanted('ann', no)], until + 60 * day))[0]?.number).toBeUndefined();
});

test('a number that was taken out of its pool is replaced', async () => {
  const pool = mailPool([2]);
  const { give, leases } = await mailTables(pool);
  const [first] = await give([wanted('ann')]);
  await closeSlot(leases, { pool: 'mail', shard: 0, number: first?.number ?? '' });
  const [second] = await give([wanted('ann')], start + 1);
  expect(second?.number).toBeDefined();
  expect(second?.number).not.toBe(first?.number);
  expect(second?.visit).toBe(visitOfRecipient(second?.token ?? '', second?.number ?? '', start + 1));
});

test.each([
  { what: 'sent something', consent: undefined },
  { what: 'forgotten', consent: { ads: false, analytics: false } },
])(
  'who is $what long after their time, when TTL took their visit and not yet themselves',
  async ({ consent }) => {
    const pool = mailPool([2]);
    const { container, visits, kept } = await mailTables(pool);
    await giveNumbers(container(undefined, 30), pool, [wanted('ann')], start);
    const [visit] = (await kept()).visits;
    await visits.documents.send(new DeleteCommand({ TableName: visits.name, Key: visitItemKey(visit!) }));
    // Visits are kept for longer by now; this one was not yet.
    const later = until + restMs + 31 * day;
    const [given] = await giveNumbers(
      container(undefined, 90),
      pool,
      [wanted('ann', { until: later + day, consent })],
      later,
    );
    expect(given!.number === undefined).toBe(consent !== undefined);
    expect(given!.until).toBe(later + day);
  },
  60_000,
);

test('campaigns of one recipient are apart, and creatives are counted apart', async () => {
  const pool = mailPool([20]);
  const { give, kept } = await mailTables(pool);
  const list = people(12).map((one, index) => ({ ...one, creative: ['red', 'green', undefined][index % 3] }));
  await give(list);
  await give([wanted('person-0', { campaign: 'autumn', creative: 'red' })], start + 5);
  const { counts, recipients } = await kept();
  expect(new Set(recipients.map(({ visitor }) => visitor)).size).toBe(13);
  const told = counts.map(({ campaign, creative, recipients: count, firstSentAt }) => ({
    campaign,
    creative,
    count,
    firstSentAt,
  }));
  expect(told).toHaveLength(4);
  expect(told[0]).toEqual({ campaign: 'autumn', creative: 'red', count: 1, firstSentAt: start + 5 });
  for (const creative of ['red', 'green', undefined]) {
    expect(told).toContainEqual({ campaign: 'spring', creative, count: 4, firstSentAt: start });
  }
});

test('a recipient of a newer version is left alone, and the sender is told', async () => {
  const pool = mailPool([2]);
  const { give, kept, visits } = await mailTables(pool);
  const [ann] = await give([wanted('ann')]);
  const Item = { ...recipientItemKey(ann?.token ?? ''), ...ann, consent: 'by-postcard' };
  await visits.documents.send(new PutCommand({ TableName: visits.name, Item }));
  const warnings = jest.spyOn(logger, 'warn').mockImplementation();
  const again = give([wanted('bob'), wanted('ann')], start + 1);
  await expect(again).rejects.toThrow('a recipient was written by a newer version of Leaseline');
  expect((await kept()).recipients).toMatchObject([{ recipient: 'ann', version: 1 }]);
  warnings.mockRestore();
});
