import { testWayOf } from '../../../../lambdas/deliveries/destinations/describe-type.ts';
import type { HttpRequest, HttpResponse } from '../../../../lambdas/deliveries/destinations/destination.ts';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import { sendTest } from '../../../../lambdas/deliveries/trial/send-test.ts';
import { now, shop } from '../delivery-samples.ts';
import { destinationSamples } from '../destinations/destination-samples.ts';

/*
 * Receivers that know no tests are asked whether they take the credentials: by a question, never by something to count.
 */

const probed = [...destinations.values()].filter((each) => testWayOf(each) === 'asked').map(({ type }) => type);
const json = (status: number, body: unknown): HttpResponse => ({ status, headers: {}, body: JSON.stringify(body) });

/** Tries a destination out whose receiver gives a token, and then answers so. */
async function asked(type: string, answer: HttpResponse, more: object = {}) {
  const { settings, secrets } = destinationSamples[type]!;
  const sent: HttpRequest[] = [];
  const send = async (request: HttpRequest) => {
    sent.push(request);
    const isToken = request.url.includes('token') && !request.url.includes('query');
    const token = json(200, { access_token: 'token-1', expires_in: 3600 });
    return { kind: 'response', response: isToken ? token : answer } as const;
  };
  const destination = { type, settings: { ...Object(settings), ...more } };
  const dependencies = { send, sendEmail: jest.fn(), emailFrom: undefined, now: () => now };
  const result = await sendTest({ id: 'test-1' }, { destination, secrets, site: shop }, destinations, dependencies);
  return { result, sent };
}

/** What each answers to whom it knows, as its papers have it. */
const welcomes: Readonly<Record<string, HttpResponse>> = {
  'meta-audience': json(200, { id: '23850000000000001' }),
  'microsoft-ads': json(200, { ConversionGoals: [{ Id: 1, Name: 'Phone sale', Type: 'OfflineConversion' }] }),
  klaviyo: json(200, { data: [{ type: 'account', id: 'AbC123' }] }),
  mailchimp: json(200, { id: 'a1b2c3d4e5' }),
  'mailchimp-tag': json(200, { id: 'a1b2c3d4e5' }),
  'hubspot-contact': json(200, { portalId: 1, accountType: 'STANDARD' }),
  hubspot: json(200, { portalId: 1, accountType: 'STANDARD' }),
  salesforce: json(200, { totalSize: 0, done: true, records: [] }),
  amocrm: json(200, { id: 1, name: 'Shop', currency: 'EUR' }),
  bitrix24: json(200, { result: ['crm', 'user'] }),
  'yandex-metrica': json(200, { uploadings: [] }),
};

test('every type can be tried out but the catalogue, whose actions are others’', () => {
  const without = [...destinations.values()].filter((each) => testWayOf(each) === undefined);
  expect(without.map(({ type }) => type)).toEqual(['catalogue']);
  expect(probed.toSorted()).toEqual(Object.keys(welcomes).toSorted());
});

describe.each(probed)('%s', (type) => {
  test('says that the receiver knows us', async () => {
    const { result } = await asked(type, welcomes[type]!);
    expect(result).toMatchObject({
      passed: true,
      outcome: 'known',
      status: 200,
      detail: expect.stringMatching(/credentials/),
    });
  });

  test('is only asked: there is nothing of the example in the question', async () => {
    const { sent } = await asked(type, welcomes[type]!);
    const question = sent.at(-1)!;
    expect(`${question.url} ${question.body ?? ''}`).not.toMatch(/test-1|test@shop|5550|\+49/);
    expect(question.method === 'GET' || /QueryByIds|scope\.json/.test(question.url)).toBe(true);
    const { access } = destinations.get(type)!;
    expect(sent).toHaveLength(access === undefined ? 1 : 2);
  });

  test.each([
    [401, 'auth'],
    [429, 'throttled'],
    [503, 'transient'],
  ])('does not pass with %i', async (status, outcome) => {
    expect((await asked(type, json(status, {}))).result).toMatchObject({ passed: false, outcome, status });
  });
});

test('a refused token is told, and nothing else is asked', async () => {
  const send = jest.fn(async () => ({ kind: 'response', response: json(400, { error: 'invalid_grant' }) }) as const);
  const { settings, secrets } = destinationSamples['microsoft-ads']!;
  const tried = { destination: { type: 'microsoft-ads', settings: { ...Object(settings) } }, secrets, site: shop };
  const dependencies = { send, sendEmail: jest.fn(), emailFrom: undefined, now: () => now };
  const result = await sendTest({ id: 'test-1' }, tried, destinations, dependencies);
  expect(result).toMatchObject({ passed: false, outcome: 'auth', status: 400 });
  expect(send).toHaveBeenCalledTimes(1);
});

test.each<[string, HttpResponse, object, object]>([
  ['meta-audience', json(400, { error: { code: 100, error_subcode: 33 } }), {}, { detail: /^settings\.audienceId/ }],
  ['meta-audience', json(400, { error: { code: 190 } }), {}, { outcome: /auth/ }],
  ['microsoft-ads', welcomes['microsoft-ads']!, { goal: 'phone sale' }, { detail: /^settings\.goal/ }],
  ['microsoft-ads', json(200, { OperationErrors: [{ Code: 105 }] }), {}, { outcome: /auth/ }],
  ['mailchimp', json(404, {}), {}, { detail: /^settings\.audienceId/ }],
  ['salesforce', json(400, [{ errorCode: 'INVALID_FIELD', fields: ['Phone__c'] }]), {}, { detail: /INVALID_FIELD/ }],
  ['amocrm', json(200, { currency: 'RUB' }), {}, { detail: /^settings\.currency: .*RUB/ }],
  ['bitrix24', json(200, { result: ['user'] }), {}, { detail: /right crm/ }],
  ['yandex-metrica', json(404, {}), {}, { detail: /^settings\.counterId/ }],
  ['yandex-metrica', json(403, {}), {}, { outcome: /auth/ }],
])('%s says what is wrong: %#', async (type, answer, more, expected) => {
  const { result } = await asked(type, answer, more);
  expect(result.passed).toBe(false);
  const found = Object.entries(expected).map(([name, form]) => [name, form.test(String(Object(result)[name]))]);
  expect(found).toEqual(Object.keys(expected).map((name) => [name, true]));
});

test.each(['klaviyo', 'hubspot'])('%s knows also a key that may not read the account', async (type) => {
  expect((await asked(type, json(403, {}))).result).toMatchObject({ passed: true, outcome: 'known', status: 403 });
});

test.each([
  ['microsoft-ads', { goal: 'Phone sale' }, json(200, { ConversionGoals: [{ Name: 'Phone sale' }] })],
  ['microsoft-ads', { goal: 'Phone sale' }, json(400, { Errors: [{ Code: 4000, ErrorCode: 'GoalIdsNull' }] })],
  ['amocrm', {}, json(200, {})],
])('%s passes where the answer says nothing against it: %#', async (type, more, answer) => {
  expect((await asked(type, answer, more)).result).toMatchObject({ passed: true, outcome: 'known' });
});
