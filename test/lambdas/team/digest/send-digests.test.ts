import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { callItem } from '../../../../lambdas/calls/call-item.ts';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import type { EmailAnswer, OutgoingEmail } from '../../../../lambdas/platform/aws/email.ts';
import { deleteDestination } from '../../../../lambdas/settings/destinations/delete-destination.ts';
import { readDestinationSettings } from '../../../../lambdas/settings/destinations/destination-settings.ts';
import { putDestination } from '../../../../lambdas/settings/destinations/put-destination.ts';
import { putSite } from '../../../../lambdas/settings/sites/put-site.ts';
import { siteSettings } from '../../../../lambdas/settings/sites/site-settings.ts';
import { claimDigest, readDigestEntries, releaseDigest } from '../../../../lambdas/team/digest/digest-store.ts';
import { type DigestDependencies, sendDigests } from '../../../../lambdas/team/digest/send-digests.ts';
import { createTable, embeddedDynamoDB, unreliableDynamoDB } from '../../../embedded-dynamodb.ts';
import { storedCall } from '../../journal/calls.ts';

const sent: EmailAnswer = { kind: 'sent', messageId: 'm1' };
const at = (time: string) => Date.parse(`2026-05-${time}Z`);
const site = { name: 'Shop', siteKey: 'pk_shop', origins: ['https://shop.example'], timeZone: 'Europe/Berlin' };

interface World extends DigestDependencies {
  readonly mails: OutgoingEmail[];
  readonly problems: unknown[];
  readonly put: (settings: object, now?: number) => Promise<void>;
  readonly call: (id: string, some?: Parameters<typeof storedCall>[0]) => Promise<void>;
}

async function world(answer: (mail: OutgoingEmail) => EmailAnswer = () => sent): Promise<World> {
  const { documents } = embeddedDynamoDB();
  const [settings, calls] = await Promise.all(
    (['Settings', 'Calls'] as const).map(async (table) => ({ documents, name: await createTable(table) })),
  );
  if (settings === undefined || calls === undefined) throw new Error('no tables');
  await putSite(settings, 'shop', siteSettings.parse(site), 1);
  const [mails, problems]: [OutgoingEmail[], unknown[]] = [[], []];
  const dependencies = {
    settings,
    newToken: () => 'token',
    refusal: async () => undefined,
    putSecrets: async () => undefined,
    deleteSecrets: async () => undefined,
  };
  return {
    settings,
    calls,
    mails,
    problems,
    sendEmail: async (mail) => {
      mails.push(mail);
      return answer(mail);
    },
    emailFrom: 'calls@shop.example',
    outcomeUrl: (call) => `https://calls.example/v1/outcome/${call}`,
    isOver: () => false,
    report: (_destination, problem) => void problems.push(problem),
    put: async (wanted, now = at('03T10:00:00')) => {
      const body = { site: 'shop', type: 'email', settings: { to: ['team@shop.example'], ...wanted } };
      await putDestination(dependencies as never, 'team', readDestinationSettings(destinations, body), now);
    },
    call: async (id, some) => {
      await documents.send(new PutCommand({ TableName: calls.name, Item: callItem(storedCall({ id, ...some })) }));
    },
  };
}

async function entriesOf({ settings }: DigestDependencies) {
  const found = [];
  for await (const entry of readDigestEntries(settings)) found.push(entry);
  return found;
}

test('a digest tells the day before, with each call, its link and what each source brought', async () => {
  const house = await world();
  await house.put({ digest: { at: '08:00' } });
  await house.call('call-1', { startedAt: at('03T12:00:00'), talkSeconds: 125 });
  await house.call('call-2', {
    startedAt: at('03T13:00:00'),
    status: 'missed',
    caller: { kind: 'withheld' },
    sums: { conversions: 1, values: [], revenue: { minor: 12_950, currency: 'EUR' }, outcome: 'won', tags: [] },
  });
  await house.call('call-3', { startedAt: at('03T22:30:00') }); // the next day in Berlin
  expect(await sendDigests(house, at('04T05:59:00'))).toEqual({ sent: 0, failed: 0 });
  expect(await sendDigests(house, at('04T06:00:00'))).toEqual({ sent: 1, failed: 0 });
  const [mail] = house.mails;
  expect(mail).toMatchObject({
    from: 'calls@shop.example',
    to: ['team@shop.example'],
    subject: 'Shop: 2 calls on Sunday, 3 May 2026',
  });
  expect(mail!.text).toBe(`2 calls, 1 answered, 1 missed, 0 first-time callers, 1 conversion, revenue €129.50.

By source

print / flyer, calls 2, answered 1, conversions 1, revenue €129.50

Each call

3 May, 15:00, caller withheld, came from print, talked missed, outcome won, €129.50
3 May, 14:00, caller +12025550123, came from print, talked 2 min 5 s, outcome say what came of it
  https://calls.example/v1/outcome/call-1
`);
  expect(mail!.html).toContain('<a href="https://calls.example/v1/outcome/call-1">say what came of it</a>');
});

test('of a site with conditions only qualified calls are listed, and counted beside all', async () => {
  const house = await world();
  await putSite(house.settings, 'shop', siteSettings.parse({ ...site, qualified: { when: {} } }), 3);
  await house.put({ digest: { at: '08:00' } });
  await house.call('call-1', { startedAt: at('03T12:00:00'), qualified: { verdict: 'qualified', reason: 'so' } });
  await house.call('call-2', { startedAt: at('03T13:00:00'), qualified: { verdict: 'unqualified', reason: 'so' } });
  await sendDigests(house, at('04T06:00:00'));
  expect(house.mails[0]!.subject).toBe('Shop: 2 calls, 1 qualified on Sunday, 3 May 2026');
  expect(house.mails[0]!.text).toContain('Each qualified call');
  expect(house.mails[0]!.text).not.toContain('outcome/call-2');
});

test('a day without calls is one line: silence could not be told from a failure', async () => {
  const house = await world();
  await house.put({ digest: { at: '08:00' } });
  await sendDigests(house, at('04T06:00:00'));
  expect(house.mails[0]).toMatchObject({
    subject: 'Shop: no calls on Sunday, 3 May 2026',
    text: 'Nobody called on Sunday, 3 May 2026.\n',
  });
});

test('however often it is looked, and by however many at once: one mail a day', async () => {
  const house = await world();
  await house.put({ digest: { at: '08:00' } });
  await Promise.all(Array.from({ length: 8 }, () => sendDigests(house, at('04T06:00:00'))));
  for (const time of ['04T06:05:00', '04T21:00:00', '05T05:00:00']) await sendDigests(house, at(time));
  expect(house.mails).toHaveLength(1);
  await sendDigests(house, at('05T06:00:00'));
  expect(house.mails.map(({ subject }) => subject.split(' on ')[1])).toEqual([
    'Sunday, 3 May 2026',
    'Monday, 4 May 2026',
  ]);
});

test('one that is newly set mails nothing of the days before, and begins with its own day', async () => {
  const house = await world();
  await house.put({ digest: { at: '08:00' } }, at('04T10:00:00'));
  for (const time of ['04T10:05:00', '04T21:55:00', '05T05:55:00']) await sendDigests(house, at(time));
  expect(house.mails).toEqual([]);
  // Settings that change later leave it so.
  await house.put({ digest: { at: '08:00' }, leads: true }, at('05T05:57:00'));
  await sendDigests(house, at('05T06:00:00'));
  await house.put({}, at('05T07:00:00'));
  await house.put({ digest: { at: '08:00' } }, at('05T07:01:00'));
  await sendDigests(house, at('05T07:05:00'));
  expect(house.mails.map(({ subject }) => subject)).toEqual(['Shop: no calls on Monday, 4 May 2026']);
});

test('a mail that may have gone out is not sent again; one that certainly did not is', async () => {
  const unsure = await world(() => ({ kind: 'no-answer' }));
  await unsure.put({ digest: { at: '08:00' } });
  expect(await sendDigests(unsure, at('04T06:00:00'))).toEqual({ sent: 0, failed: 1 });
  expect(await sendDigests(unsure, at('04T06:05:00'))).toEqual({ sent: 0, failed: 0 });
  expect(unsure.mails).toHaveLength(1);

  const refused: EmailAnswer = { kind: 'refused', error: 'TooManyRequestsException', passing: true };
  const answers = [refused, sent];
  const busy = await world(() => answers.shift() ?? sent);
  await busy.put({ digest: { at: '08:00' } });
  expect(await sendDigests(busy, at('04T06:00:00'))).toEqual({ sent: 0, failed: 1 });
  expect(await sendDigests(busy, at('04T06:05:00'))).toEqual({ sent: 1, failed: 0 });
  expect(busy.problems).toEqual(['the mail service answered TooManyRequestsException']);
});

test('without a sender it fails once a day, and not every five minutes', async () => {
  const house = { ...(await world()), emailFrom: undefined };
  await house.put({ digest: { at: '08:00' } });
  for (const time of ['04T06:00:00', '04T06:05:00', '04T06:10:00']) await sendDigests(house, at(time));
  expect(house.problems).toEqual(['nobody is named as the sender']);
});

test('one that fails keeps none of the others waiting', async () => {
  const house = await world();
  await house.put({ digest: { at: '08:00' } });
  const broken = { ...house, calls: { ...house.calls, name: 'gone' } };
  expect(await sendDigests(broken, at('04T06:00:00'))).toEqual({ sent: 0, failed: 1 });
  // It failed before it was claimed.
  expect(await sendDigests(house, at('04T06:05:00'))).toEqual({ sent: 1, failed: 0 });
});

test('changed settings keep which day was told; without a digest, or the destination, there is none', async () => {
  const house = await world();
  await house.put({ digest: { at: '08:00' } });
  await sendDigests(house, at('04T06:00:00'));
  await house.put({ digest: { at: '09:00' } });
  expect(await sendDigests(house, at('04T08:00:00'))).toEqual({ sent: 0, failed: 0 });
  expect(await sendDigests(house, at('05T06:30:00'))).toEqual({ sent: 0, failed: 0 });
  expect(await sendDigests(house, at('05T07:00:00'))).toEqual({ sent: 1, failed: 0 });
  await house.put({});
  expect(await entriesOf(house)).toEqual([]);
  await house.put({ digest: { at: '08:00' } });
  await deleteDestination({ settings: house.settings, deleteSecrets: async () => undefined }, 'team', 3);
  expect(await entriesOf(house)).toEqual([]);
});

test('a claim and a release whose answers are lost know themselves', async () => {
  const house = await world();
  await house.put({ digest: { at: '08:00' } });
  const [entry] = await entriesOf(house);
  const lossy = {
    ...house.settings,
    documents: unreliableDynamoDB(({ attempt }) => (attempt === 1 ? 'lost' : 'answered')).documents,
  };
  const claim = await claimDigest(lossy, entry!, '2026-05-04');
  expect(claim).toBeDefined();
  expect(await claimDigest(house.settings, entry!, '2026-05-04')).toBeUndefined();
  await releaseDigest(house.settings, entry!, 'of another');
  expect((await entriesOf(house))[0]?.sentDay).toBe('2026-05-04');
  await releaseDigest(lossy, entry!, claim!);
  const { Item } = await house.settings.documents.send(
    new GetCommand({ TableName: house.settings.name, Key: { pk: 'DIGESTS', sk: 'team' } }),
  );
  expect(Item).toEqual({ pk: 'DIGESTS', sk: 'team', site: 'shop', wantedSince: at('03T10:00:00') });
});

test('what is left when the time is up, and an entry whose destination is gone, are nobody’s failure', async () => {
  const house = await world();
  await house.put({ digest: { at: '08:00' } });
  expect(await sendDigests({ ...house, isOver: () => true }, at('04T06:00:00'))).toEqual({ sent: 0, failed: 0 });
  const Item = { pk: 'DIGESTS', sk: 'gone', site: 'shop', wantedSince: at('03T10:00:00') };
  await house.settings.documents.send(new PutCommand({ TableName: house.settings.name, Item }));
  expect(await sendDigests(house, at('04T06:00:00'))).toEqual({ sent: 1, failed: 0 });
  expect(house.problems).toEqual([]);
});
