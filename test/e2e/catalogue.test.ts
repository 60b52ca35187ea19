import { callRun } from './call-run.ts';
import { contact } from './connect-payloads.ts';
import type { CallDetail } from './management.ts';
import { soon } from './soon.ts';

const run = callRun({ destinations: [] });

const fields = {
  syncMode: 'upsert',
  record_identifier: '{{conversion.id}}',
  spreadsheet_id: 'sheet-1',
  spreadsheet_name: 'Calls',
  data_format: 'RAW',
  // In the order of the alphabet, whatever order they are kept in.
  fields: { what: '{{conversion.name}}', value: '{{conversion.amount}}', plan: '{{params.plan|none}}' },
};

function sheet(more: object = {}) {
  return {
    site: 'proof',
    type: 'catalogue',
    settings: {
      destination: 'google-sheets',
      action: 'postSheet2',
      endpoint: `${run.receiver.url}/sheets`,
      tokenEndpoint: `${run.receiver.url}/google/token`,
      fields,
      ...more,
    },
    secrets: { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh' },
  };
}

function zap() {
  return {
    site: 'proof',
    type: 'catalogue',
    settings: {
      destination: 'zapier',
      action: 'send',
      endpoint: `${run.receiver.url}/zap`,
      fields: {
        zapSubscriptionUrl: '{{secrets.url}}',
        data: { id: '{{conversion.id}}', value: '{{conversion.value}}', phone: '{{phone}}', hint: '{{email}}' },
      },
    },
    secrets: { url: 'https://hooks.zapier.com/hooks/standard/1/abc' },
  };
}

const deliveriesOf = (detail: CallDetail | undefined, rule: string) =>
  detail?.conversions.find((conversion) => conversion.rule === rule)?.deliveries ?? [];

async function until(call: string, hoped: (detail: CallDetail) => boolean): Promise<CallDetail> {
  return (await soon(
    () => run.api.call(call),
    (detail) => detail !== undefined && hoped(detail),
  ))!;
}

beforeAll(async () => {
  await run.api.must('PUT /v1/destinations/sheet', sheet());
  await run.api.must('PUT /v1/destinations/zap', zap());
  const both = { site: 'proof', destinations: ['sheet', 'zap'] };
  await run.api.must('PUT /v1/rules/talk', {
    ...both,
    when: { status: 'completed', talkSeconds: { gte: 5 } },
    conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' } },
  });
  await run.api.must('PUT /v1/rules/sale', { ...both, conversion: { name: 'purchase', value: 'revenue' } });
});

test('an action of several requests, and one by a secret address, tell their receivers once', async () => {
  const { number } = await run.shop.visit();
  const call = contact(number!.e164, '+13055550151', { talk: 9 });
  await run.connect.play(call);
  const detail = await until(call.id, (told) => {
    const deliveries = deliveriesOf(told, 'talk');
    return deliveries.length === 2 && deliveries.every(({ state }) => state === 'delivered');
  });
  const { id } = detail.conversions.find(({ rule }) => rule === 'talk')!;
  const appended = run.receiver.received('/sheets').filter(({ path }) => path.includes(':append'));
  expect(appended.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    [
      '/sheets/v4/spreadsheets/sheet-1/values/Calls!A2:append?valueInputOption=RAW&insertDataOption=INSERT_ROWS',
      { values: [[id, 'none', '50.00', 'qualified_call']] },
    ],
  ]);
  expect(appended[0]!.headers).toMatchObject({ authorization: 'Bearer ya29.test', 'user-agent': 'Leaseline' });
  const zapped = run.receiver.received('/zap');
  expect(zapped.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ['/zap/hooks/standard/1/abc', { id, value: 50, phone: '+13055550151' }],
  ]);
});

test('where nobody knows whether it was received it is parked, and what is known again is told all the same', async () => {
  const { number } = await run.shop.visit();
  const call = contact(number!.e164, '+13055550152', { talk: 1 });
  await run.connect.play(call);
  await until(call.id, ({ call: { final } }) => final);
  const before = run.receiver.received('/zap').length;
  run.receiver.behave('/zap', 'hang');
  const sale = { eventId: 'order-1', revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' } };
  await run.api.must(`POST /v1/calls/${call.id}/outcome`, sale);
  const detail = await until(call.id, (told) => {
    const deliveries = deliveriesOf(told, 'sale');
    return deliveries.length === 2 && deliveries.every(({ state }) => state !== 'pending');
  });
  const states = Object.fromEntries(deliveriesOf(detail, 'sale').map(({ destination, state }) => [destination, state]));
  expect(states).toEqual({ sheet: 'delivered', zap: 'parked' });
  expect(run.receiver.received('/zap')).toHaveLength(before + 1);
});

test('settings are held against what the action takes, and secrets follow them', async () => {
  const refused = async (body: object) => {
    const answer = await run.api.ask('PUT /v1/destinations/sheet', body);
    return {
      status: answer.status,
      fields: (answer.body as { errors: { field: string }[] }).errors.map(({ field }) => field),
    };
  };
  expect(await refused(sheet({ action: 'postRow' }))).toEqual({ status: 400, fields: ['settings.action'] });
  const { record_identifier: _, ...others } = fields;
  expect(
    await refused(sheet({ fields: { ...others, colour: 'red', data_format: 'HEX', fields: '{{nothing}}' } })),
  ).toEqual({
    status: 400,
    fields: expect.arrayContaining([
      'settings.fields.record_identifier',
      'settings.fields.colour',
      'settings.fields.data_format',
      'settings.fields.fields',
    ]),
  });
  expect(await refused({ ...sheet(), secrets: { clientId: 'client' } })).toEqual({
    status: 400,
    fields: ['secrets.clientSecret', 'secrets.refreshToken'],
  });
  const { secrets: _secrets, ...kept } = sheet();
  await run.api.must('PUT /v1/destinations/sheet', kept);
  const elsewhere = { ...kept, settings: { ...kept.settings, fields: { ...fields, spreadsheet_id: 'sheet-2' } } };
  expect((await refused(elsewhere)).fields).toEqual([
    'secrets.clientId',
    'secrets.clientSecret',
    'secrets.refreshToken',
  ]);
});
