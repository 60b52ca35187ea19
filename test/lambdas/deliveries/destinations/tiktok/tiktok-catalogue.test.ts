import fc from 'fast-check';
import { performAction } from '../../../../../lambdas/deliveries/catalogue-action/perform-action.ts';
import type { Action, HttpRequest } from '../../../../../lambdas/deliveries/destinations/destination.ts';
import { tiktok } from '../../../../../lambdas/deliveries/destinations/tiktok/tiktok.ts';
import { buildInput, consentingMatch, someCall, someConversion } from '../../delivery-samples.ts';

/*
 * TikTok has no package that sends events. The catalogue's action was written by others, from the same papers: it is asked for the same request of
 * the same facts.
 */

const secrets = { accessToken: 'token-of-event-set' };
const eventSourceId = '7000000000000000001';
const test_event_code = 'TEST12345';

interface Facts {
  readonly eventSource: 'offline' | 'web';
  readonly phone: string | undefined;
  readonly email: string | undefined;
  readonly ttclid: string | undefined;
  readonly ttp: string | undefined;
  readonly landingPage: string;
  readonly minor: number;
  readonly occurredAt: number;
  readonly limitedDataUse: boolean;
}

function byUs(facts: Facts, isTest = false) {
  const { eventSource, phone, email, ttclid, ttp, landingPage, minor, occurredAt, limitedDataUse } = facts;
  const match = consentingMatch();
  const visit = {
    ...match.visit,
    clickIds: ttclid === undefined ? {} : { ttclid },
    ids: ttp === undefined ? {} : { ttp },
    landingPage,
  };
  const test = { eventSourceId: '7000000000000000002', eventCode: test_event_code };
  const settings = tiktok.settings.parse({ eventSource, eventSourceId, limitedDataUse, test });
  const caller =
    phone === undefined ? { kind: 'withheld' as const } : { kind: 'number' as const, number: phone as never };
  return tiktok.build(
    buildInput(settings, secrets, {
      email,
      ...(isTest && { isTest }),
      match: { ...match, visit },
      call: someCall({ caller }),
      conversion: someConversion({ value: { minor, currency: 'EUR' }, occurredAt }),
    }),
  );
}

/** What is told is the same for both kinds; a pixel is told the page, too. */
function actionOf({ eventSource, phone, email, ttclid, ttp, landingPage, ...facts }: Facts, isTest = false): Action {
  const { id } = someConversion();
  const told = {
    event: 'Contact',
    event_id: id,
    timestamp: new Date(facts.occurredAt).toISOString(),
    ...(ttclid !== undefined && { ttclid }),
    ...(ttp !== undefined && { ttp }),
    currency: 'EUR',
    value: facts.minor / 100,
    order_id: id,
    limited_data_use: facts.limitedDataUse,
  };
  const { accessToken } = secrets;
  const [phones, emails] = [phone, email].map((text) => (text === undefined ? [] : [text]));
  return eventSource === 'offline'
    ? {
        destination: 'tiktok-offline-conversions',
        action: 'reportOfflineEvent',
        settings: { accessToken, eventSetID: eventSourceId },
        fields: { ...told, phone_numbers: phones, email_addresses: emails },
      }
    : {
        destination: 'tiktok-conversions',
        action: 'reportWebEvent',
        settings: { accessToken, pixelCode: isTest ? '7000000000000000002' : eventSourceId },
        fields: { ...told, phone_number: phones, email: emails, url: landingPage, ...(isTest && { test_event_code }) },
      };
}

async function byCatalogue(action: Action): Promise<HttpRequest[]> {
  const sent: HttpRequest[] = [];
  const send = async (request: HttpRequest) => {
    sent.push(request);
    return { kind: 'response', response: { status: 200, headers: {}, body: '{"code":0}' } } as const;
  };
  await performAction(action, 20_000, { send, now: () => 0 });
  return sent;
}

/** Theirs has a place for everything, also where there is nothing in it. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(withoutNothing);
  if (typeof value !== 'object' || value === null) return value === '' ? undefined : value;
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const left = withoutNothing(inner);
    return left === undefined ? [] : [[name, left] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

const comparable = ({ method, url, headers, body = '' }: HttpRequest) => {
  // Who sends it is the one thing that differs: the action's own name was taken out of it.
  const { partner_name: _partner, ...event } = JSON.parse(body);
  return { method, url, token: headers['access-token'], event: withoutNothing(event) };
};

const id = fc.string({ unit: fc.constantFrom('A', 'z', '0', '_', '-', '.'), minLength: 1, maxLength: 60 });
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const facts: fc.Arbitrary<Facts> = fc.record({
  eventSource: fc.constantFrom('offline', 'web'),
  // The action cuts off the last of fifteen digits, which is an error of its own.
  phone: optional(fc.constantFrom('+12025550123', '+442079460958', '+493023125001')),
  email: optional(fc.constantFrom('jane@example.com', 'jane.doe+x@example.co.uk', 'j.k@gmail.com')),
  ttclid: optional(id),
  ttp: optional(id),
  landingPage: fc.constantFrom('https://shop.example/lp', 'https://shop.example/?utm_source=tiktok'),
  minor: fc.integer({ min: 0, max: 100_000_000 }),
  occurredAt: fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 }),
  limitedDataUse: fc.boolean(),
});

test('the catalogue’s action makes the same request of the same facts, or none where we make none', async () => {
  let made = 0;
  await fc.assert(
    fc.asyncProperty(facts, async (each) => {
      const ours = byUs(each);
      const sent = await byCatalogue(actionOf(each));
      const hasName = each.phone !== undefined || each.email !== undefined;
      const isMade = ours.kind === 'request';
      if (isMade) made++;
      expect(isMade || !hasName).toBe(true);
      // Without a name TikTok wants no event of a pixel either: that is left to who calls the action.
      const theirs = isMade || each.eventSource === 'offline' ? sent : [];
      expect(theirs.map(comparable)).toEqual(isMade ? [comparable(ours.request)] : []);
    }),
    { numRuns: 60 },
  );
  expect(made).toBeGreaterThan(20);
});

test('a test is marked in the same place', async () => {
  const [each] = fc.sample(
    facts.map((one) => ({ ...one, eventSource: 'web' as const, phone: '+12025550123' })),
    1,
  );
  const ours = byUs(each!, true);
  const [theirs] = await byCatalogue(actionOf(each!, true));
  expect(ours.kind === 'request' && comparable(ours.request)).toEqual(comparable(theirs!));
  expect(JSON.parse(theirs!.body!).test_event_code).toBe(test_event_code);
});
