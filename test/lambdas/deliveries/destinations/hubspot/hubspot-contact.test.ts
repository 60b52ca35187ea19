import { Client } from '@hubspot/api-client';
import type { HttpRequest } from '../../../../../lambdas/deliveries/destinations/destination.ts';
import { hubspotContact } from '../../../../../lambdas/deliveries/destinations/hubspot/hubspot-contact.ts';
import { buildInput, consentingMatch, someCall, someConversion } from '../../delivery-samples.ts';
import { sentBySdk } from '../sent-by-sdk.ts';

const fields = { startedAt: 'last_call_at', campaign: 'last_call_campaign', outcome: 'last_call_outcome' };
const settings = hubspotContact.settings.parse({ fields });
const secrets = { accessToken: 'pat-example' };
const email = 'anna+mails@shop.example';

const build = (more: object = {}) => hubspotContact.build(buildInput(settings, secrets, { email, ...more }));

function request(more: object = {}): HttpRequest {
  const built = build(more);
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  return built.request;
}

const properties = (more: object = {}) => JSON.parse(request(more).body!).properties;

const told = {
  last_call_at: '2026-11-20T14:00:00Z',
  last_call_campaign: 'spring',
  last_call_outcome: '',
  leaseline_conversion: 'c0123456789abcdefghijklmnop',
  leaseline_state: 'counted',
  leaseline_value: '129.50',
  leaseline_currency: 'EUR',
};

test('it is the request that HubSpot’s own SDK sends of the same facts', async () => {
  const use = (basePath: string) =>
    new Client({ accessToken: 'pat-example', basePath }).crm.contacts.basicApi.update(
      email,
      { properties: told },
      'email',
    );
  const [sdk] = await sentBySdk(use, {
    answer: { id: '1', properties: {}, createdAt: 0, updatedAt: 0, archived: false },
  });
  const { method, url, headers, body } = request();
  // The SDK still has the version before; only the address differs.
  const { pathname, search } = new URL(url);
  const sent = new URL(sdk!.path!, url);
  expect({ method, path: pathname.replace('/crm/objects/2026-09/', '/crm/v3/objects/'), search }).toEqual({
    method: sdk!.method,
    path: sent.pathname,
    search: sent.search,
  });
  expect(JSON.parse(body!)).toEqual(sdk!.body);
  expect(headers.authorization).toBe(sdk!.headers.authorization);
});

test('a new value overwrites the one before, and what does not count any more says so', () => {
  const value = { minor: 0, currency: 'EUR' };
  const more = { outcome: 'appointment', conversions: 1, values: [], tags: [] };
  expect(properties({ kind: 'restate', call: someCall({ sums: more }) })).toEqual({
    ...told,
    last_call_outcome: 'appointment',
  });
  const conversion = someConversion({ revision: 2, state: 'retired', value });
  expect(properties({ kind: 'retract', conversion })).toEqual({
    ...told,
    leaseline_state: 'retracted',
    leaseline_value: '0.00',
  });
});

test('what is not known of this call is not left from the one before', () => {
  const { campaign: _none, ...match } = consentingMatch();
  expect(properties({ match })).toMatchObject({ last_call_campaign: '' });
});

test('a contact is found by the id of the recipient where that is one of HubSpot', () => {
  const recipient = { id: '101', campaign: 'autumn', pool: 'mails' };
  const match = { ...consentingMatch(), recipient };
  const byId = hubspotContact.settings.parse({ recipientIs: 'contact' });
  const path = (more: object) => request(more).url.split('/contacts/')[1];
  expect(path({ match, settings: byId, email: undefined })).toBe('101');
  expect(path({ settings: byId })).toBe('anna%2Bmails%40shop.example?idProperty=email');
  expect(path({ match })).toBe('anna%2Bmails%40shop.example?idProperty=email');
});

test('without anything that names the contact nothing is sent', () => {
  expect(build({ email: undefined })).toMatchObject({ kind: 'skip', because: 'no-identifier' });
});

test('rules that are to be seen by themselves have properties of their own', () => {
  const sale = hubspotContact.settings.parse({ prefix: 'phone_sale' });
  expect(Object.keys(properties({ settings: sale }))).toEqual([
    'phone_sale_conversion',
    'phone_sale_state',
    'phone_sale_value',
    'phone_sale_currency',
  ]);
  expect(hubspotContact.settings.safeParse({ prefix: 'Phone sale' }).success).toBe(false);
});
