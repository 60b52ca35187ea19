import { type AttemptDependencies, attemptDelivery } from '../../../lambdas/deliveries/attempt-delivery.ts';
import type { Finish } from '../../../lambdas/deliveries/delivery-finish.ts';
import { destinations } from '../../../lambdas/deliveries/destinations/registry.ts';
import type { Answer } from '../../../lambdas/deliveries/send-request.ts';
import { consentingMatch, freshDelivery, now, shop, someCall, someConversion, unhindered } from './delivery-samples.ts';
import { destinationSamples } from './destinations/destination-samples.ts';

/** One attempt of a fresh delivery to a destination of some type; what it left, and in which order it did things. */
async function attempt(type: string, facts: object, more: Partial<AttemptDependencies> = {}) {
  const did: string[] = [];
  let left: Finish | undefined;
  const { settings, secrets } = destinationSamples[type]!;
  const delivery = freshDelivery();
  const note =
    <Result>(what: string, result: Result) =>
    async () => (did.push(what), result);
  await attemptDelivery(
    {
      call: delivery.call,
      delivery: delivery.id,
      revision: 1,
      of: { site: 'shop', conversion: 'c', destination: 'd' },
    },
    {
      ...unhindered,
      read: async () => undefined,
      putOff: async () => undefined,
      readFacts: async () => ({
        conversion: someConversion(),
        call: someCall(),
        site: shop,
        destination: { type, version: 1, settings: { ...Object(settings) } },
        secrets,
        secretsAt: 'd/place',
        ...facts,
      }),
      claim: note('claim', 'claim-1'),
      finish: async (_key, _claim, finish) => {
        did.push('finish');
        left = finish;
        return true;
      },
      send: async (): Promise<Answer> => ({ kind: 'response', response: { status: 200, headers: {}, body: '{}' } }),
      sendEmail: async () => ({ kind: 'no-answer' }),
      awaitEmail: note('await', undefined),
      hasEmail: note('look', false),
      redrive: note('redrive', undefined),
      destinations,
      tokens: new Map(),
      emailFrom: undefined,
      outcomeLink: async () => 'https://calls.example/o',
      now: () => now,
      random: () => 0,
      ...more,
    },
  );
  return { did, left };
}

const clicked = {
  ...consentingMatch(),
  visit: { ...consentingMatch().visit, clickIds: { gclid: 'g' }, ids: { ga: '1' } },
};
const withheld = someCall({ caller: { kind: 'withheld' }, match: clicked });

test('who has no address waits for one: that is noted before it is skipped, and looked for after it', async () => {
  const { did, left } = await attempt('mailchimp', {});
  expect(did).toEqual(['await', 'claim', 'finish', 'look']);
  expect(left).toMatchObject({ state: 'skipped', result: 'no-identifier', unnamed: { awaitsEmail: true } });
});

test('an address that was said meanwhile starts it again', async () => {
  const { did } = await attempt('mailchimp', {}, { hasEmail: async () => true });
  expect(did).toEqual(['await', 'claim', 'finish', 'redrive']);
});

test('by which kinds of names the caller was known is noted, and none of the names', async () => {
  const { did, left } = await attempt('microsoft-ads', { call: withheld, email: 'anna@shop.example' });
  expect(left?.unnamed).toEqual({ names: 'click.gclid ids.ga' });
  expect(did).toEqual(['claim', 'finish']);
});

test('what is skipped for another reason waits for nothing', async () => {
  const refused = { ...clicked, visit: { ...clicked.visit, consent: { ads: false, analytics: false } } };
  const { did, left } = await attempt('meta', { call: someCall({ match: refused }) });
  expect(did).toEqual(['claim', 'finish']);
  expect(left).toMatchObject({ result: 'no-consent' });
  expect(left?.unnamed).toBeUndefined();
});

describe('a refresh token that came with an access token', () => {
  const call = someCall({
    match: { ...clicked, visit: { ...clicked.visit, clickIds: { msclkid: 'f894f652ea334e739002f7167ab8f8e3' } } },
  });

  /** What is kept where the token endpoint answers with that refresh token. */
  async function keptOf(refresh_token: unknown, more: Partial<AttemptDependencies> = {}) {
    const renewed: unknown[] = [];
    const body = JSON.stringify({ access_token: 't', expires_in: 3600, refresh_token });
    const { left } = await attempt(
      'microsoft-ads',
      { call },
      {
        send: async () => ({ kind: 'response', response: { status: 200, headers: {}, body } }),
        renewSecret: async (...of) => renewed.push(of),
        ...more,
      },
    );
    expect(left).toMatchObject({ state: 'delivered' });
    return renewed;
  }

  test('is kept where the one was that was used', async () => {
    const renewed = { name: 'refreshToken', from: 'refresh-of-sample', to: 'another' };
    expect(await keptOf('another')).toEqual([['d/place', renewed]]);
  });

  test.each([['refresh-of-sample'], [undefined], [''], [7], ['x'.repeat(4001)]])(
    'is left where it is the same, none, or none that fits: %#',
    async (token) => {
      expect(await keptOf(token)).toEqual([]);
    },
  );

  test('keeps nothing from being sent', async () => {
    const renewSecret = async () => {
      throw new Error('down');
    };
    expect(await keptOf('another', { renewSecret })).toEqual([]);
  });
});
