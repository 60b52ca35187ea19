import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { transact } from '../../../lambdas/platform/aws/transact.ts';
import { inTurn } from '../../../lambdas/platform/in-turn.ts';
import { numberWrites } from '../../../lambdas/settings/phone-numbers/number-store.ts';
import type { Visit } from '../../../lambdas/visits/visit.ts';
import { putVisit } from '../../../lambdas/visits/visit-store.ts';
import type { Receiver } from '../../e2e/receiver.ts';
import { webhookTo } from '../../e2e/receiver-destinations.ts';

/** A request of the management API that must succeed. */
export type Ask = (request: string, body: object) => Promise<unknown>;

const minute = 60_000;
const day = 1440 * minute;

/** A shop with a leased pool of 50 numbers, which were in it long before, and a rule that judges calls of then. */
const numbers = Array.from({ length: 50 }, (_, index) => `+1646555${String(100 + index).padStart(4, '0')}`);
/** Area codes with a range of numbers for fiction each. */
const areas = [
  201, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234, 239,
  240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 303, 304, 305, 307, 308, 309, 310,
  312, 313, 314, 315, 316, 317, 318, 319, 320, 321, 323, 325, 330, 331, 334, 336, 337, 339, 347, 351, 352, 360, 361,
];

export interface Tables {
  readonly documents: DynamoDBDocumentClient;
  readonly settings: string;
  readonly visits: string;
}

/** Sets the shop up by the management API, as it was for the last 60 days before `now` (ms). */
export async function openShop(
  ask: Ask,
  { documents, settings }: Tables,
  receiver: Receiver,
  now: number,
): Promise<void> {
  const siteKey = 'pk_shop';
  await ask('PUT /v1/sites/shop', { name: 'Shop', siteKey, origins: ['https://shop.example'], currency: 'USD' });
  const pool = { site: 'shop', kind: 'session', order: 10, source: 'web', defaultNumber: '+16465550199', when: [] };
  await ask('PUT /v1/pools/web', pool);
  await ask('POST /v1/pools/web/numbers', { numbers });
  await ask('PUT /v1/destinations/hook', { site: 'shop', ...webhookTo(receiver, 'hook') });
  const conversion = { name: 'lead', value: { amount: '50.00', currency: 'USD' } };
  await ask('PUT /v1/rules/lead', {
    site: 'shop',
    when: { talkSeconds: { gte: 60 } },
    conversion,
    destinations: ['hook'],
  });
  await ask('PUT /v1/carrier-accounts/pbx', {
    type: 'generic',
    settings: { country: 'US' },
    secrets: { signing: `whsec_${Buffer.alloc(24, 1).toString('base64')}` },
  });
  const since = now - 60 * day;
  for (const number of numbers) {
    const role = { role: 'session', pool: 'web', site: 'shop', shard: 0, since } as const;
    const [, history] = numberWrites(settings, undefined, {
      ...role,
      number: number as Parameters<typeof numberWrites>[2]['number'],
      display: number,
      restsUntil: 0,
      version: 1,
    });
    if (history !== undefined) await transact(documents, [history]);
  }
  await documents.send(
    new UpdateCommand({
      TableName: settings,
      Key: { pk: 'SITE#shop', sk: 'RULE#lead' },
      UpdateExpression: 'SET since = :long',
      ExpressionAttributeValues: { ':long': 0 },
    }),
  );
}

/** A call within the 29 days before `now`, one every few minutes; every third is of somebody who called before. */
function pastCall(index: number, count: number, now: number) {
  const startedAt = Math.floor((now - 29 * day + (index * 28 * day) / count) / 1000) * 1000;
  const caller = (index * 7919) % Math.max(1, Math.ceil((count * 2) / 3));
  const area = areas[Math.floor(caller / 100) % areas.length] ?? 201;
  return {
    startedAt,
    number: numbers[index % numbers.length] ?? '',
    caller: `+1${area}55501${String(caller % 100).padStart(2, '0')}`,
  };
}

function visitBefore(index: number, count: number, now: number, more: Partial<Visit>): Visit {
  const { startedAt, number } = pastCall(index, count, now);
  const shownAt = startedAt - (1 + (index % 9)) * minute;
  return {
    visit: `v${index}`,
    visitor: `w${index}`,
    site: 'shop',
    shownAt,
    touchAt: shownAt,
    shown: 'leased',
    pool: 'web',
    number,
    lease: `l${index}`,
    source: 'google',
    medium: 'cpc',
    clickIds: { gclid: `gclid-${index}` },
    landingPage: 'https://shop.example/',
    consent: { ads: true, analytics: true },
    ...more,
  };
}

/** Puts the visits that led to the calls; one call of ten has none. */
export function putVisits({ documents, visits }: Tables, count: number, now: number): Promise<void> {
  const led = Array.from({ length: count }, (_, index) => index).filter((index) => index % 10 !== 9);
  return inTurn(led, 16, (index) => putVisit({ documents, name: visits }, visitBefore(index, count, now, {}), 90));
}

/** Tells of visits after their calls: of one call of so many somebody else was shown the number half a minute before. Answers how many. */
export async function putLateVisits(
  { documents, visits }: Tables,
  count: number,
  oneIn: number,
  now: number,
): Promise<number> {
  const late = Array.from({ length: count }, (_, index) => index).filter((index) => index % oneIn === 0);
  await inTurn(late, 16, (index) => {
    const { startedAt } = pastCall(index, count, now);
    const more = { visit: `late${index}`, visitor: `x${index}`, source: 'bing', clickIds: { msclkid: `m-${index}` } };
    const visit = visitBefore(index, count, now, { ...more, shownAt: startedAt - 30_000, touchAt: startedAt - 30_000 });
    return putVisit({ documents, name: visits }, visit, 90);
  });
  return late.length;
}

/** Has the calls imported: they are settled one after the other. */
export async function importCalls(ask: Ask, count: number, now: number): Promise<void> {
  const iso = (time: number) => new Date(time).toISOString();
  const records = Array.from({ length: count }, (_, index) => {
    const { startedAt, number, caller } = pastCall(index, count, now);
    const times = {
      startedAt: iso(startedAt),
      answeredAt: iso(startedAt + 7000),
      endedAt: iso(startedAt + (30 + (index % 120)) * 1000),
    };
    return { id: `c-${index}`, from: caller, to: number, ...times };
  });
  for (let from = 0; from < count; from += 200) {
    await ask('POST /v1/calls/import', { account: 'pbx', conversions: true, calls: records.slice(from, from + 200) });
  }
}
