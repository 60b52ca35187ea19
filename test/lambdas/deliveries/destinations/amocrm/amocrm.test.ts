import { amocrm } from '../../../../../lambdas/deliveries/destinations/amocrm/amocrm.ts';
import { buildInput, someCall, someConversion } from '../../delivery-samples.ts';

const settings = amocrm.settings.parse({ url: 'https://shop.kommo.com' });
const secrets = { token: 'long-lived-example' };
const build = (more: object = {}) => amocrm.build(buildInput(settings, secrets, more));

function request(more: object = {}) {
  const built = build(more);
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  return built.request;
}

const body = (more: object = {}) => JSON.parse(request(more).body!);
const withheld = { call: someCall({ caller: { kind: 'withheld' } }) };
const heard = { delivery: { id: 'd1', receipt: '9774766' } };

// https://developers.kommo.com/reference/complex-leads: a list of leads, each with a contact whose number and address are fields by code.
test('a lead and its contact are made in one request, as Kommo documents it', () => {
  const { body: text, ...line } = request({ email: 'anna@shop.example' });
  expect(line).toEqual({
    method: 'POST',
    url: 'https://shop.kommo.com/api/v4/leads/complex',
    headers: { authorization: 'Bearer long-lived-example', 'content-type': 'application/json' },
  });
  expect(JSON.parse(text!)).toEqual([
    {
      name: 'Call from +12025550123 (qualified_call)',
      price: 130,
      _embedded: {
        contacts: [
          {
            name: '+12025550123',
            custom_fields_values: [
              { field_code: 'PHONE', values: [{ enum_code: 'WORK', value: '+12025550123' }] },
              { field_code: 'EMAIL', values: [{ enum_code: 'WORK', value: 'anna@shop.example' }] },
            ],
          },
        ],
      },
    },
  ]);
});

test('who is not known is no contact, and the lead is made alone', () => {
  expect(new URL(request(withheld).url).pathname).toBe('/api/v4/leads');
  expect(body(withheld)).toEqual([{ name: 'Call, number withheld (qualified_call)', price: 130 }]);
  const [{ _embedded }] = body({ ...withheld, email: 'anna@shop.example' });
  expect(_embedded.contacts).toMatchObject([{ name: 'anna@shop.example' }]);
});

test('stage and fields are those of the settings', () => {
  const others = amocrm.settings.parse({
    url: 'http://localhost/amo/',
    pipelineId: 6_950_551,
    statusId: 58_141_811,
    fields: { source: 184_994, email: 184_995 },
  });
  expect(request({ settings: others }).url).toBe('http://localhost/amo/api/v4/leads/complex');
  expect(body({ settings: others })).toMatchObject([
    {
      pipeline_id: 6_950_551,
      status_id: 58_141_811,
      custom_fields_values: [{ field_id: 184_994, values: [{ value: 'google' }] }],
    },
  ]);
});

test('a new value changes the lead that Kommo named, and its price alone', () => {
  const conversion = someConversion({ revision: 2, value: { minor: 4_321_00, currency: 'EUR' } });
  expect(request({ ...heard, kind: 'restate', conversion })).toMatchObject({
    method: 'PATCH',
    url: 'https://shop.kommo.com/api/v4/leads/9774766',
    body: '{"price":4321}',
  });
});

test('a call that does not count any more is a lost lead of 0', () => {
  const conversion = someConversion({ revision: 2, state: 'retired', value: { minor: 0, currency: 'EUR' } });
  expect(body({ ...heard, kind: 'retract', conversion })).toEqual({ price: 0, status_id: 143 });
  const own = { ...settings, pipelineId: 7 };
  expect(body({ ...heard, kind: 'retract', conversion, settings: own })).toMatchObject({ pipeline_id: 7 });
});

test.each([undefined, '', '../contacts/1', '12a'])('without a lead of ours (%s) nothing is changed', (receipt) => {
  const conversion = someConversion({ revision: 2 });
  expect(build({ kind: 'restate', conversion, delivery: { id: 'd1', receipt } })).toEqual({
    kind: 'invalid',
    field: 'delivery',
    detail: 'which lead it is was never heard: the answer to the first request was lost',
  });
});

test('a price is never taken for one of another currency', () => {
  const conversion = someConversion({ value: { minor: 1300, currency: 'JPY' } });
  expect(build({ conversion })).toMatchObject({ kind: 'invalid', field: 'settings.currency' });
  expect(body({ conversion, settings: { ...settings, currency: 'JPY' } })).toMatchObject([{ price: 1300 }]);
});
