import { EventRequest, ServerEvent, UserData } from 'facebook-nodejs-business-sdk';
import fc from 'fast-check';
import { metaAudience } from '../../../../../lambdas/deliveries/destinations/meta/meta-audience.ts';
import { finalCall } from '../../../conversions/facts.ts';
import { buildInput, consentingMatch, someConversion } from '../../delivery-samples.ts';

const settings = metaAudience.settings.parse({
  audienceId: '23850000000000001',
  action: 'remove',
  products: ['ROOF-1'],
});
const adding = { ...settings, action: 'add' as const, products: undefined };
const secrets = { accessToken: 'token-of-system-user' };
const bought = someConversion({ sold: ['ROOF-1'] });
const givenBack = someConversion({ sold: [], revision: 2, value: { minor: 0, currency: 'EUR' } });

const build = (more: object = {}) => metaAudience.build(buildInput(settings, secrets, { conversion: bought, ...more }));

function request(more: object = {}) {
  const built = build(more);
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  const form = new URLSearchParams(built.request.body);
  return { ...built.request, names: [...form.keys()], payload: JSON.parse(form.get('payload')!) };
}

// printf 12025550123 | sha256sum
const phone = '980239b79aee5c456445907b92af495ac97767f6d9ac081ad3a564344ae7fb9a';
// printf jane@example.com | sha256sum
const email = '8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d';

test('who bought is removed, as the Graph API documents', () => {
  const { method, url, headers, names, payload } = request({ email: 'jane@example.com' });
  expect({ method, url, names, payload }).toEqual({
    method: 'DELETE',
    url: 'https://graph.facebook.com/v26.0/23850000000000001/users',
    names: ['payload'],
    payload: { schema: ['PHONE', 'EMAIL'], data: [[phone, email]] },
  });
  expect(headers).toEqual({
    authorization: 'Bearer token-of-system-user',
    'content-type': 'application/x-www-form-urlencoded',
  });
});

test('who bought is added, and a refund does the opposite', () => {
  expect(request({ settings: adding }).method).toBe('POST');
  const refunded = { kind: 'restate', conversion: givenBack };
  expect(request(refunded).method).toBe('POST');
  expect(request({ ...refunded, settings: adding }).method).toBe('DELETE');
});

test('only what is known names the person, and somebody must be named', () => {
  const withheld = finalCall({ caller: { kind: 'withheld' } });
  expect(request().payload).toEqual({ schema: ['PHONE'], data: [[phone]] });
  expect(request({ call: withheld, email: 'jane@example.com' }).payload).toEqual({
    schema: ['EMAIL'],
    data: [[email]],
  });
  expect(build({ call: withheld })).toMatchObject({ kind: 'skip', because: 'no-identifier' });
});

test('who did not allow ads is removed, and never added', () => {
  const match = consentingMatch({ ads: false, analytics: true });
  expect(request({ match }).method).toBe('DELETE');
  expect(build({ match, settings: adding })).toMatchObject({ kind: 'skip', because: 'no-consent' });
});

/** How Meta's SDK hashes the same person. */
async function bySdk(number: string, address: string): Promise<unknown> {
  const sent: unknown[] = [];
  const event = new ServerEvent().setEventName('Lead').setUserData(new UserData().setPhone(number).setEmail(address));
  const service = {
    executeRequest: async (_url: string, _method: string, _headers: object, params: object) => ({
      ...params,
      at: sent.push(params),
    }),
  };
  await new EventRequest('token', '1000000000000001').setEvents([event]).setHttpService(service).execute();
  const [
    {
      data: [
        {
          user_data: { ph, em },
        },
      ],
    },
  ] = JSON.parse(JSON.stringify(sent));
  return [[...ph, ...em]];
}

test('Meta’s SDK names the same person in the same way', async () => {
  const numbers = fc.constantFrom('+12025550123', '+442079460958', '+493023125001');
  const addresses = fc.constantFrom('jane@example.com', 'jane.doe+x@example.co.uk', 'j@gmail.com');
  await fc.assert(
    fc.asyncProperty(numbers, addresses, async (number, address) => {
      const call = finalCall({ caller: { kind: 'number', number: number as never } });
      expect(request({ call, email: address }).payload.data).toEqual(await bySdk(number, address));
    }),
    { numRuns: 20 },
  );
});

const read = (status: number, body: object | string = '') =>
  metaAudience.read({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });
const error = (code: number, error_subcode?: number) => ({
  error: { code, error_subcode, message: 'Invalid parameter' },
});

test.each<[string, number, object | string, object]>([
  [
    'received',
    200,
    { audience_id: '1', session_id: '2', num_received: 1, num_invalid_entries: 0 },
    { kind: 'delivered' },
  ],
  ['unreadable', 200, { num_received: 1, num_invalid_entries: 1 }, { kind: 'rejected' }],
  ['nothing received', 200, { num_received: 0, num_invalid_entries: 0 }, { kind: 'rejected' }],
  ['a 200 of somebody else', 200, '<html>', { kind: 'unknown' }],
  ['an error under 200', 200, error(190), { kind: 'auth' }],
  ['a flagged audience', 400, error(100, 1_713_230), { kind: 'rejected', field: 'settings.audienceId' }],
  ['no such audience', 400, error(100, 33), { kind: 'rejected', field: 'settings.audienceId' }],
  ['another parameter', 400, error(100), { kind: 'rejected' }],
  ['too many requests for audiences', 400, error(80_003), { kind: 'throttled' }],
  ['no permission', 403, error(200), { kind: 'auth' }],
  ['a passing failure', 500, error(2), { kind: 'transient' }],
  ['a broken server', 502, '<html>', { kind: 'unknown' }],
])('%s', (_what, status, body, outcome) => {
  const { kind, field } = { field: undefined, ...read(status, body) };
  expect({ kind, field }).toEqual({ field: undefined, ...outcome });
});

test('settings name an audience by its digits', () => {
  expect(metaAudience.settings.parse(settings)).toEqual(settings);
  expect(metaAudience.settings.safeParse({ ...settings, audienceId: 'buyers' }).success).toBe(false);
  expect(metaAudience.secrets.safeParse({ accessToken: 'two words' }).success).toBe(false);
});
