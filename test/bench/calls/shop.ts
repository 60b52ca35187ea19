import { randomBytes } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Functions } from './functions.ts';

/** A site by the number of its pools and rules. */
export interface ShopSize {
  readonly pools: number;
  readonly rules: number;
}

const areas = Array.from({ length: 700 }, (_, index) => 201 + index).filter(
  (area) => parsePhoneNumberFromString(`+1${area}5550100`)?.isValid() === true,
);

/** Numbers of fiction, a hundred of each area code. */
export function fictionNumber(index: number): string {
  return `+1${areas[Math.floor(index / 100) % areas.length]}55501${String(index % 100).padStart(2, '0')}`;
}

/** The first numbers are the pools' own, the next hundred are leased; callers come after that. */
const firstLeased = 100;
const firstCaller = 1000;
export const callerNumber = (index: number) => fictionNumber(firstCaller + index);
const destinations = ['hook-1', 'hook-2', 'hook-3'];

/** Sets a site up whose calls meet exactly one of its rules, which tells three webhooks. */
export async function setUpShop({ manage }: Functions, { pools, rules }: ShopSize, endpoint: string): Promise<void> {
  await manage('PUT /v1/sites/shop', {
    name: 'Shop',
    siteKey: 'pk_shop',
    origins: ['https://shop.example'],
    timeZone: 'America/New_York',
    currency: 'USD',
    country: 'US',
    newLeasesPerNetwork: 100_000,
    route: { forwardTo: ['+12025550199'] },
  });
  for (const id of destinations) {
    await manage(`PUT /v1/destinations/${id}`, {
      site: 'shop',
      type: 'webhook',
      settings: { url: `${endpoint}/webhook` },
      secrets: { signing: `whsec_${Buffer.alloc(32, 7).toString('base64')}` },
    });
  }
  for (let index = 0; index < pools; index++) {
    await manage(`PUT /v1/pools/pool-${index}`, {
      site: 'shop',
      kind: 'session',
      order: index,
      source: index === 0 ? 'google' : `source-${index}`,
      medium: 'cpc',
      when: index === 0 ? [{ clickId: 'gclid' }] : [{ source: `source-${index}`, medium: 'cpc' }],
      leaseSeconds: 1200,
      probationSeconds: 60,
      defaultNumber: fictionNumber(index),
    });
  }
  const numbers = Array.from({ length: 50 }, (_, index) => fictionNumber(firstLeased + index));
  await manage('POST /v1/pools/pool-0/numbers', { numbers });
  for (let index = 0; index < rules; index++) {
    const isMet = index === 0;
    await manage(`PUT /v1/rules/rule-${index}`, {
      site: 'shop',
      when: isMet ? { status: 'completed', talkSeconds: { gte: 20 } } : { outcome: `outcome-${index}` },
      conversion: { name: isMet ? 'qualified_call' : `goal_${index}`, value: { amount: '50.00', currency: 'USD' } },
      destinations: isMet ? destinations : [],
    });
  }
}

const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/** A visitor comes from an ad and is shown a number. */
export async function visit({ numbers }: Functions): Promise<string> {
  // As long as real ones, and like them nothing that could be packed.
  const gclid = `Cj0KCQ${randomBytes(63).toString('base64url')}`;
  const answer = (await numbers(
    {
      routeKey: 'POST /v1/numbers',
      headers: { origin: 'https://shop.example', 'content-type': 'text/plain;charset=UTF-8', 'user-agent': browser },
      isBase64Encoded: false,
      requestContext: { http: { method: 'POST', userAgent: browser } },
      body: JSON.stringify({
        siteKey: 'pk_shop',
        pageUrl: `https://shop.example/roofing/repair?gclid=${gclid}&utm_campaign=roof-repair`,
        referrer: 'https://www.google.com/',
        ids: { ga: '1234567890.1234567890', fbp: 'fb.1.1790000000000.1234567890' },
      }),
    },
    {},
  )) as { statusCode: number; body: string };
  const { number, lease } = JSON.parse(answer.body) as { number?: { e164: string }; lease?: { state: string } };
  if (number === undefined || lease?.state !== 'leased') throw new Error(`no number was leased: ${answer.body}`);
  return number.e164;
}
