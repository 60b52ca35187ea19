import { bitrix24 } from '../../../../../lambdas/deliveries/destinations/bitrix24/bitrix24.ts';
import { buildInput, someCall, someConversion } from '../../delivery-samples.ts';

const settings = bitrix24.settings.parse({ url: 'https://shop.bitrix24.com', userId: 1 });
const secrets = { code: 'codeofexample' };
const build = (more: object = {}) => bitrix24.build(buildInput(settings, secrets, more));

function request(more: object = {}) {
  const built = build(more);
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  return built.request;
}

const fields = (more: object = {}) => JSON.parse(request(more).body!).fields;
const heard = { delivery: { id: 'd1', receipt: '512' } };

// https://apidocs.bitrix24.com/settings/how-to-call-rest-api/authorization.html: the number of a user and the webhook's code stand before the
// method; `entityTypeId` 2 are deals.
test('a deal is made as Bitrix24 documents it', () => {
  const { body, ...line } = request();
  expect(line).toEqual({
    method: 'POST',
    url: 'https://shop.bitrix24.com/rest/1/codeofexample/crm.item.add.json',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  });
  expect(JSON.parse(body!)).toEqual({
    entityTypeId: 2,
    fields: {
      title: 'Call from +12025550123 (qualified_call)',
      isManualOpportunity: 'Y',
      opportunity: 129.5,
      currencyId: 'EUR',
      originatorId: 'leaseline',
      originId: 'c0123456789abcdefghijklmnop',
      utmSource: 'google',
      utmMedium: 'cpc',
      utmCampaign: 'spring',
      utmTerm: 'red shoes',
    },
  });
});

test('pipeline, stage and fields are those of the settings', () => {
  const others = bitrix24.settings.parse({
    url: 'http://localhost/b24/',
    userId: 12,
    categoryId: 1,
    stageId: 'C1:NEW',
    fields: { caller: 'ufCrm_1700000000', email: 'ufCrm_1700000001' },
  });
  expect(request({ settings: others }).url).toBe('http://localhost/b24/rest/12/codeofexample/crm.item.add.json');
  const told = fields({ settings: others });
  expect(told).toMatchObject({ categoryId: 1, stageId: 'C1:NEW', ufCrm_1700000000: '+12025550123' });
  expect(told).not.toHaveProperty('ufCrm_1700000001');
});

test('what is not known is left out', () => {
  const call = someCall({ caller: { kind: 'withheld' } });
  const match = { ...call.match, campaign: undefined, visit: null };
  expect(fields({ call, match })).toEqual({
    title: 'Call, number withheld (qualified_call)',
    isManualOpportunity: 'Y',
    opportunity: 129.5,
    currencyId: 'EUR',
    originatorId: 'leaseline',
    originId: 'c0123456789abcdefghijklmnop',
    utmSource: 'google',
    utmMedium: 'cpc',
  });
});

test('a new value changes the deal that Bitrix24 named, and its value alone', () => {
  const conversion = someConversion({ revision: 2, value: { minor: 4321, currency: 'EUR' } });
  const { url, body } = request({ ...heard, kind: 'restate', conversion });
  expect(new URL(url).pathname).toBe('/rest/1/codeofexample/crm.item.update.json');
  expect(JSON.parse(body!)).toEqual({
    entityTypeId: 2,
    id: 512,
    fields: { isManualOpportunity: 'Y', opportunity: 43.21, currencyId: 'EUR' },
  });
});

test('a call that does not count any more is a lost deal of 0', () => {
  const conversion = someConversion({ revision: 2, state: 'retired', value: { minor: 0, currency: 'EUR' } });
  expect(fields({ ...heard, kind: 'retract', conversion })).toMatchObject({ opportunity: 0, stageId: 'LOSE' });
});

test.each([undefined, '', '12a'])('without a deal of ours (%s) nothing is changed', (receipt) => {
  const conversion = someConversion({ revision: 2 });
  expect(build({ kind: 'restate', conversion, delivery: { id: 'd1', receipt } })).toEqual({
    kind: 'invalid',
    field: 'delivery',
    detail: 'which deal it is was never heard: the answer to the first request was lost',
  });
});

test('the code is a secret and no setting, and may not lead elsewhere', () => {
  expect(bitrix24.settings.safeParse({ ...settings, code: 'codeofexample' }).success).toBe(false);
  expect(bitrix24.secrets.safeParse({ code: 'a/../../other' }).success).toBe(false);
});
