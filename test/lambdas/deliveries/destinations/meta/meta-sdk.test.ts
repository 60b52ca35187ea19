import { CustomData, EventRequest, ServerEvent, UserData } from 'facebook-nodejs-business-sdk';
import fc from 'fast-check';
import { meta } from '../../../../../lambdas/deliveries/destinations/meta/meta.ts';
import { buildInput, consentingMatch, someCall, someConversion } from '../../delivery-samples.ts';

const secrets = { accessToken: 'token-of-system-user' };
const datasetId = '1000000000000001';
const limitedDataUse = { country: 1, state: 1000 };
const settings = meta.settings.parse({ datasetId, limitedDataUse });

interface Facts {
  readonly phone: string;
  readonly email: string;
  readonly fbclid: string;
  readonly clickedAt: number;
  readonly fbp: string;
  readonly minor: number;
  readonly occurredAt: number;
}

/** The event as Meta's SDK sends it, of the same facts: it hashes by itself. */
async function bySdk({ phone, email, fbclid, clickedAt, fbp, minor, occurredAt }: Facts) {
  const sent: Readonly<Record<string, unknown>>[] = [];
  const person = new UserData().setPhone(phone).setEmail(email).setFbc(`fb.1.${clickedAt}.${fbclid}`).setFbp(fbp);
  const { id } = someConversion();
  const event = new ServerEvent()
    .setEventName('Lead')
    .setEventTime(Math.floor(occurredAt / 1000))
    .setEventId(id)
    .setActionSource('phone_call')
    .setUserData(person)
    .setCustomData(
      new CustomData()
        .setValue(minor / 100)
        .setCurrency('EUR')
        .setOrderId(id),
    )
    .setDataProcessingOptions(['LDU'])
    .setDataProcessingOptionsCountry(limitedDataUse.country)
    .setDataProcessingOptionsState(limitedDataUse.state);
  await new EventRequest(secrets.accessToken, datasetId)
    .setEvents([event])
    .setHttpService({
      executeRequest: async (url, method, _headers, params) => {
        sent.push({ url, method, ...params });
        return {};
      },
    })
    .execute();
  return JSON.parse(JSON.stringify(sent[0]));
}

function byUs({ phone, email, fbclid, clickedAt, fbp, minor, occurredAt }: Facts) {
  const match = consentingMatch();
  const visit = { ...match.visit, clickIds: { fbclid }, ids: { fbp }, touchAt: clickedAt };
  const built = meta.build(
    buildInput(settings, secrets, {
      email,
      match: { ...match, visit },
      call: someCall({ caller: { kind: 'number', number: phone as never } }),
      conversion: someConversion({ value: { minor, currency: 'EUR' }, occurredAt }),
    }),
  );
  return built.kind === 'request' ? { ...JSON.parse(built.request.body ?? ''), url: built.request.url } : built;
}

const click = fc.string({ unit: fc.constantFrom('A', 'z', '0', '_', '-'), minLength: 1, maxLength: 60 });
const facts: fc.Arbitrary<Facts> = fc.record({
  phone: fc.constantFrom('+12025550123', '+442079460958', '+493023125001'),
  email: fc.constantFrom('jane@example.com', 'jane.doe+x@example.co.uk', 'j@gmail.com'),
  fbclid: click,
  clickedAt: fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 }),
  fbp: click.map((id) => `fb.1.1795180000000.${id}`),
  minor: fc.integer({ min: 0, max: 100_000_000 }),
  occurredAt: fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 }),
});

test('Meta’s own SDK makes the same event of the same facts', async () => {
  await fc.assert(
    fc.asyncProperty(facts, async (each) => {
      const [ours, theirs] = [byUs(each), await bySdk(each)];
      expect(ours.data).toEqual(theirs.data);
    }),
    { numRuns: 50 },
  );
});

test('the address is that of the SDK, in a later version; the token, which it has in the body, is not in ours', async () => {
  const [each] = fc.sample(facts, 1);
  const [ours, theirs] = [byUs(each!), await bySdk(each!)];
  const path = (url: string) => new URL(url).pathname.replace(/^\/v[\d.]+/, '');
  expect(path(ours.url)).toBe(path(theirs.url));
  expect(JSON.stringify(theirs)).toContain(secrets.accessToken);
  expect(JSON.stringify(ours)).not.toContain(secrets.accessToken);
});
