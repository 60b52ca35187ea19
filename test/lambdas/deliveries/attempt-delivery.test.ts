import { type AttemptDependencies, attemptDelivery } from '../../../lambdas/deliveries/attempt-delivery.ts';
import type { Delivery } from '../../../lambdas/deliveries/delivery.ts';
import type { DeliveryFacts } from '../../../lambdas/deliveries/delivery-facts-store.ts';
import type { Email, HttpRequest } from '../../../lambdas/deliveries/destinations/destination.ts';
import { destinations } from '../../../lambdas/deliveries/destinations/registry.ts';
import type { Answer } from '../../../lambdas/deliveries/send-request.ts';
import type { EmailAnswer } from '../../../lambdas/platform/aws/email.ts';
import { consentingMatch, freshDelivery, now, shop, someCall, someConversion, unhindered } from './delivery-samples.ts';

const hook = { type: 'webhook', version: 1, settings: { url: 'https://tool.example/in' } };
const google = { type: 'google-ads', version: 1, settings: { customerId: '1234567890', conversionActionId: '111' } };
const mail = { type: 'email', version: 1, settings: { to: ['team@demo.example'] } };
const signing = { signing: `whsec_${Buffer.alloc(32, 3).toString('base64')}` };
const oauth = { clientId: 'c', clientSecret: 's', refreshToken: 'r' };

const answer = (status: number, body: unknown = {}): Answer => ({
  kind: 'response',
  response: { status, headers: {}, body: JSON.stringify(body) },
});

/** One attempt of a delivery, with the answers that it gets; what it left and sent. */
async function attempt(
  facts: Partial<DeliveryFacts>,
  answers: readonly Answer[] = [answer(200)],
  {
    delivery: more = {},
    revision = 1,
    ...deps
  }: Partial<AttemptDependencies> & { delivery?: Partial<Delivery>; revision?: number } = {},
) {
  let delivery = freshDelivery(more);
  const sent: HttpRequest[] = [];
  const mails: Email[] = [];
  const left = [...answers];
  const { call, id, site, conversion, destination } = delivery;
  const next = await attemptDelivery(
    { call, delivery: id, revision, of: { site, conversion, destination } },
    {
      ...unhindered,
      read: async () => delivery,
      putOff: async () => undefined,
      readFacts: async () => ({
        conversion: someConversion({ revision }),
        call: someCall(),
        site: shop,
        destination: hook,
        secrets: signing,
        ...facts,
      }),
      claim: async (_key, { revision, since, attempts }) => {
        delivery = { ...delivery, sending: { revision, since }, attempted: revision, attempts };
        return 'claim-1';
      },
      finish: async (_key, _claim, finish) => {
        const { attempts } = delivery;
        delivery = {
          ...delivery,
          asking: undefined,
          ...finish,
          attempts: finish.attempts ?? attempts,
          sending: undefined,
        };
        return true;
      },
      send: async (request) => {
        sent.push(request);
        return left.shift()!;
      },
      sendEmail: async (email): Promise<EmailAnswer> => {
        mails.push(email);
        return { kind: 'sent', messageId: 'm' };
      },
      destinations,
      tokens: new Map(),
      emailFrom: 'calls@demo.example',
      outcomeLink: async (call) => `https://calls.example/v1/outcome/${call}`,
      now: () => now,
      random: () => 0,
      ...deps,
    },
  );
  return { next, delivery, sent, mails };
}

test('a webhook that is taken is done', async () => {
  const { next, delivery, sent } = await attempt({});
  expect(next).toEqual({ next: 'done' });
  expect(delivery).toMatchObject({ state: 'delivered', sent: 1 });
  expect(sent.map(({ url }) => url)).toEqual(['https://tool.example/in']);
});

test('a mail goes out with the installation’s sender', async () => {
  const { delivery, mails, sent } = await attempt({ destination: mail, secrets: {} });
  expect(delivery).toMatchObject({ state: 'delivered' });
  expect(mails).toMatchObject([{ from: 'calls@demo.example', to: ['team@demo.example'] }]);
  expect(sent).toEqual([]);
});

test.each([
  [
    { kind: 'refused', error: 'MessageRejected', passing: false },
    'rejected: the mail service answered MessageRejected',
  ],
  [{ kind: 'no-answer' }, 'unknown whether received: the mail service did not answer'],
] as const)('a mail that ends as %j is parked, never sent blindly again', async (given, reason) => {
  const facts = { destination: mail, secrets: {} };
  const { next, delivery } = await attempt(facts, [], { sendEmail: async () => given });
  expect(next).toEqual({ next: 'park', reason });
  expect(delivery).toMatchObject({ state: 'parked', reason });
});

test('a receiver that fails is tried again when the execution has waited', async () => {
  const { next, delivery } = await attempt({}, [answer(500)]);
  expect(next).toEqual({ next: 'wait', seconds: 5 });
  expect(delivery).toMatchObject({ state: 'pending', reason: 'the receiver answered 500', nextAt: now + 5000 });
});

test('an older revision is not sent once a newer one is wanted', async () => {
  const { next, sent } = await attempt({}, [], { delivery: { wanted: 2 } });
  expect(next).toEqual({ next: 'done' });
  expect(sent).toEqual([]);
});

test('nothing is sent of a conversion that has a newer revision: that has an execution of its own', async () => {
  const { next, sent, delivery } = await attempt({ conversion: someConversion({ revision: 2 }) });
  expect(next).toEqual({ next: 'done' });
  expect([sent, delivery.attempts]).toEqual([[], 0]);
});

test('nothing is sent when the claim was lost', async () => {
  const { next, sent } = await attempt({}, [], { claim: async () => undefined });
  expect(next).toEqual({ next: 'wait', seconds: 1 });
  expect(sent).toEqual([]);
});

test('nothing is sent long after the claim: it may count as dead', async () => {
  let time = now;
  const claim = async () => {
    time += 6000;
    return 'claim-1';
  };
  const { next, sent } = await attempt({}, [], { claim, now: () => time });
  expect(sent).toEqual([]);
  expect(next).toMatchObject({ next: 'wait' });
});

test.each([
  [{ destination: undefined }, 'rejected (destination): the destination is there no more'],
  [
    { destination: { type: 'fax', version: 1, settings: {} } },
    'rejected (type): this version knows no such kind of destination',
  ],
  [{ secrets: {} }, /^rejected \(secrets\.signing\): /],
  [{ destination: { ...hook, settings: {} } }, /^rejected \(settings\.url\): /],
])('what a person must put right is parked and says what: %j', async (facts, reason) => {
  const { next, delivery, sent } = await attempt(facts);
  expect(next).toMatchObject({ next: 'park' });
  expect(delivery.reason).toMatch(reason);
  expect(sent).toEqual([]);
});

test('secrets that are not there, as they are being replaced, are waited for', async () => {
  const { next, delivery, sent } = await attempt({ secrets: undefined });
  expect(next).toEqual({ next: 'wait', seconds: 5 });
  expect(delivery).toMatchObject({ state: 'pending', reason: 'the secrets of the destination are not there' });
  expect(sent).toEqual([]);
});

test('a conversion that was withdrawn before it was sent is skipped; one that was sent is taken back', async () => {
  const conversion = someConversion({ revision: 2, state: 'retired', value: { minor: 0, currency: 'EUR' } });
  const never = await attempt({ conversion }, [], { delivery: { wanted: 2 }, revision: 2 });
  expect(never.delivery).toMatchObject({ state: 'skipped', sent: 0, reason: 'it was withdrawn before it was sent' });
  const known = await attempt({ conversion }, [answer(200)], {
    delivery: { wanted: 2, attempted: 1, sent: 1, state: 'delivered' },
    revision: 2,
  });
  expect(JSON.parse(known.sent[0]!.body!)).toMatchObject({ type: 'conversion.retracted' });
  expect(known.delivery).toMatchObject({ state: 'delivered', sent: 2 });
});

describe('Google', () => {
  const facts = { destination: google, secrets: oauth };
  const token = (name: string) => answer(200, { access_token: name, expires_in: 3600 });
  const accepted = answer(200, { requestId: 'r1' });

  test('a token first, then the event; what came of it is asked later', async () => {
    const { next, delivery, sent } = await attempt(facts, [token('t1'), accepted]);
    expect(sent.map(({ url }) => url)).toEqual([
      'https://oauth2.googleapis.com/token',
      'https://datamanager.googleapis.com/v1/events:ingest',
    ]);
    expect(sent[1]!.headers.authorization).toBe('Bearer t1');
    expect(next).toEqual({ next: 'wait', seconds: 1800 });
    expect(delivery).toMatchObject({ state: 'delivered', sent: 1, receipt: 'r1', asking: { receipt: 'r1' } });
  });

  test('a token that is known is used again; one that is refused is renewed once', async () => {
    const tokens = new Map([['hook', { version: 1, token: 'old', until: now + 1 }]]);
    const { delivery, sent } = await attempt(facts, [answer(401), token('new'), accepted], { tokens });
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', undefined, 'Bearer new']);
    expect(delivery.state).toBe('delivered');
    expect(tokens.get('hook')?.token).toBe('new');
  });

  test('a token that was made with other settings is never sent, and neither are other secrets', async () => {
    const tokens = new Map([['hook', { version: 1, token: 'old', until: now + 1 }]]);
    const moved = { ...google, version: 2, settings: { ...google.settings, endpoint: 'https://other.example' } };
    const { sent } = await attempt({ ...facts, destination: moved }, [token('new'), accepted], { tokens });
    expect(sent.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer new']);
    expect(tokens.get('hook')).toMatchObject({ version: 2, token: 'new' });
  });

  test.each([
    ['a new token that is refused too', [token('t1'), answer(401)]],
    ['a refresh token that is refused', [answer(400, { error: 'invalid_grant' })]],
  ])('%s pauses the destination, of these settings only', async (_what, answers) => {
    const pauses: unknown[] = [];
    const pause: AttemptDependencies['pause'] = async (of, why) => void pauses.push({ ...of, ...why });
    const { next, sent, delivery } = await attempt(facts, answers, { pause, isPaused: async () => true });
    expect(next).toEqual({ next: 'done' });
    expect(sent).toHaveLength(answers.length);
    expect(delivery).toMatchObject({ state: 'pending', attempts: 0 });
    expect(pauses).toMatchObject([{ site: 'shop', destination: 'hook', version: 1, why: 'credentials', since: now }]);
  });

  test('no token: the conversion was not sent, so it is simply tried again', async () => {
    const { next, delivery } = await attempt(facts, [{ kind: 'no-answer', detail: 'no answer in time' }]);
    expect(next).toEqual({ next: 'wait', seconds: 5 });
    expect(delivery.unsure).toBeUndefined();
  });

  test('without consent not even a token is asked for', async () => {
    const call = someCall({ match: consentingMatch({ ads: false, analytics: true }) });
    const { delivery, sent } = await attempt({ ...facts, call });
    expect(delivery).toMatchObject({ state: 'skipped', reason: 'the visitor did not allow ads' });
    expect(sent).toEqual([]);
  });

  test('after its time it is asked with the receipt', async () => {
    const delivery = {
      attempted: 1,
      attempts: 1,
      sent: 1,
      state: 'delivered',
      asking: { receipt: 'r/1', asks: 0 },
    } as const;
    const status = answer(200, { requestStatusPerDestination: [{ requestStatus: 'SUCCESS' }] });
    const asked = await attempt(facts, [token('t1'), status], { delivery });
    expect(asked.sent[1]).toMatchObject({
      method: 'GET',
      url: 'https://datamanager.googleapis.com/v1/requestStatus:retrieve?requestId=r%2F1',
    });
    expect(asked.next).toEqual({ next: 'done' });
    expect(asked.delivery).toMatchObject({ state: 'delivered', asking: undefined, attempts: 1 });
  });

  test('a conversion older than a click lives is skipped', async () => {
    const conversion = someConversion({ occurredAt: now - 91 * 86_400_000 });
    expect((await attempt({ ...facts, conversion })).delivery).toMatchObject({ state: 'skipped' });
  });
});

describe('what a message is called', () => {
  const typeOf = ({ sent }: { readonly sent: readonly HttpRequest[] }) => JSON.parse(sent[0]!.body!).type;

  test('the same revision again, as its answer was lost, is what it was at first', async () => {
    const unsure = { revision: 1, since: now - 60_000 };
    const again = await attempt({}, [answer(200)], {
      delivery: { attempted: 1, attempts: 1, nextAt: now - 1, unsure },
    });
    expect(typeOf(again)).toBe('conversion.created');
    const next = await attempt({}, [answer(200)], { delivery: { wanted: 2, attempted: 1, unsure }, revision: 2 });
    expect(typeOf(next)).toBe('conversion.updated');
  });

  test('a person wants it sent again: it is what it was at first', async () => {
    const redriven = { attempted: 1, sent: 1, firstSent: 1, redrive: 1 };
    expect(typeOf(await attempt({}, [answer(200)], { delivery: redriven }))).toBe('conversion.created');
    const second = { ...redriven, wanted: 2, attempted: 2, sent: 2 };
    expect(typeOf(await attempt({}, [answer(200)], { delivery: second, revision: 2 }))).toBe('conversion.updated');
    const late = { ...second, firstSent: 2 };
    expect(typeOf(await attempt({}, [answer(200)], { delivery: late, revision: 2 }))).toBe('conversion.created');
  });

  test('a webhook that does not want to hear of the beginning hears of the change', async () => {
    const destination = { ...hook, settings: { ...hook.settings, events: ['conversion.updated'] } };
    const { delivery, sent } = await attempt({ destination });
    expect([delivery.state, delivery.sent, sent.length]).toEqual(['skipped', 1, 0]);
    const change = await attempt({ destination }, [answer(200)], { delivery: { ...delivery, wanted: 2 }, revision: 2 });
    expect(typeOf(change)).toBe('conversion.updated');
  });
});
