import { parse } from 'csv-parse/sync';
import type { BuildInput, HttpRequest } from '../../../../../lambdas/deliveries/destinations/destination.ts';
import {
  type YandexMetricaSecrets,
  type YandexMetricaSettings,
  yandexMetrica,
} from '../../../../../lambdas/deliveries/destinations/yandex/yandex-metrica.ts';
import { buildInput, consentingMatch, now, someCall, someConversion } from '../../delivery-samples.ts';

type Input = BuildInput<YandexMetricaSettings, YandexMetricaSecrets>;

const day = 86_400_000;
const secrets = { token: 'token_example' };
const settingsOf = (more: object = {}) => yandexMetrica.settings.parse({ counterId: '2215573', ...more });
const orders = settingsOf({ as: 'orders' });
const ids = { ymUid: '133591247640966458' };

const matchOf = (more: object = {}) => {
  const match = consentingMatch();
  return { ...match, visit: { ...match.visit, ids, clickIds: { yclid: '1234567890' }, ...more } };
};

const build = (more: Partial<Input> = {}, settings = settingsOf()) =>
  yandexMetrica.build(buildInput(settings, secrets, { match: matchOf(), ...more }));

function request(more: Partial<Input> = {}, settings = settingsOf()): HttpRequest {
  const built = build(more, settings);
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  return built.request;
}

/** The rows of the file, as Node's own reader of forms finds it. */
async function rows(more: Partial<Input> = {}, settings = settingsOf()) {
  const { headers, body } = request(more, settings);
  const form = await new Response(body ?? null, { headers }).formData();
  const file = form.get('file');
  if (!(file instanceof File)) throw new Error('there is no file');
  expect([...form.keys()]).toEqual(['file']);
  expect(file.type).toBe('text/csv');
  return parse<Record<string, string>>(await file.text(), { columns: true });
}

describe('calls', () => {
  /** The example of https://yandex.com/dev/metrika/en/management/calls, with the columns that we know. */
  test('have the columns of the documentation', async () => {
    const call = {
      ...someCall({ talkSeconds: 312, waitSeconds: 8 }),
      caller: { kind: 'number', number: '+12025550123' } as const,
    };
    const conversion = someConversion({ occurredAt: now - 60_500 });
    const match = { ...matchOf({ landingPage: 'https://shop.example/lp?a=1,2' }), firstTimeCaller: true };
    expect(await rows({ call, conversion, match })).toEqual([
      {
        ClientId: '133591247640966458',
        Yclid: '1234567890',
        DateTime: String(Math.floor((now - 60_500) / 1000)),
        StaticCall: '0',
        Price: '129.50',
        Currency: 'EUR',
        PhoneNumber: '+12025550123',
        TalkDuration: '312',
        HoldDuration: '8',
        CallMissed: '0',
        Tag: 'qualified_call',
        FirstTimeCaller: '1',
        URL: 'https://shop.example/lp?a=1,2',
      },
    ]);
  });

  test('go where the documentation says, with the token in a header', () => {
    const { method, url, headers } = request({}, settingsOf({ callGoal: 'Звонок' }));
    expect(method).toBe('POST');
    expect(new URL(url).pathname).toBe('/management/v1/counter/2215573/offline_conversions/upload_calls');
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      comment: someConversion().id,
      new_goal_name: 'Звонок',
    });
    expect(headers.authorization).toBe('OAuth token_example');
    expect(url).not.toContain('token_example');
  });

  test('without what is not known have empty fields', async () => {
    const call = { ...someCall(), caller: { kind: 'withheld' } as const, status: 'missed' as const };
    const { firstTimeCaller: _, ...match } = matchOf({ clickIds: {} });
    const [row] = await rows({ call, match });
    expect(row).toMatchObject({ Yclid: '', PhoneNumber: '', CallMissed: '1', FirstTimeCaller: '', URL: '' });
  });

  test('stay one row, whatever stands in them', async () => {
    const conversion = someConversion({ name: 'a "call",\r\n--leaseline\u0000' });
    const [row, ...others] = await rows({ conversion });
    expect(others).toEqual([]);
    expect(row?.Tag).toBe('a "call", --leaseline ');
  });

  test('do not name who did not allow ads', async () => {
    const match = matchOf({ consent: { ads: false, analytics: true } });
    expect(await rows({ match })).toMatchObject([{ ClientId: ids.ymUid, PhoneNumber: '' }]);
    expect(build({ match: matchOf({ consent: { ads: true, analytics: false } }) })).toMatchObject({
      kind: 'skip',
      because: 'no-consent',
    });
  });

  test('of visits of more than 21 days ago are not uploaded', () => {
    const { shownAt } = matchOf().visit;
    const at = (time: number) => build({ now: time, conversion: someConversion({ occurredAt: time }) });
    expect(at(shownAt + 21 * day).kind).toBe('request');
    expect(at(shownAt + 21 * day + 1)).toMatchObject({ kind: 'skip', because: 'too-old' });
  });

  test('without client id and click id are skipped', () => {
    expect(build({ match: matchOf({ ids: {}, clickIds: {} }) })).toMatchObject({ because: 'no-identifier' });
    expect(build({ match: matchOf({ ids: {} }) }).kind).toBe('request');
  });

  test('are never changed, taken back, or uploaded again where no answer came', () => {
    const can = { ...yandexMetrica.can, ...yandexMetrica.canBy?.(settingsOf(), false) };
    expect(can).toMatchObject({ restate: false, retract: false, dedupe: 'none', maxAgeSeconds: 21 * 86_400 });
    for (const kind of ['restate', 'retract'] as const) {
      expect(build({ kind })).toMatchObject({ kind: 'skip', because: 'no-new-values' });
    }
  });
});

describe('orders', () => {
  test('have the columns of the documentation', async () => {
    const caller = { kind: 'number', number: '+79995550123' } as const;
    const conversion = someConversion({ occurredAt: Date.parse('2024-01-10T08:56:31Z') });
    const settings = settingsOf({ as: 'orders', timeZone: 'Europe/Moscow' });
    const facts = { call: { ...someCall(), caller }, conversion, email: 'mail@shop.example' };
    expect(await rows(facts, settings)).toEqual([
      {
        id: conversion.id,
        create_date_time: '10.01.2024 11:56',
        client_ids: ids.ymUid,
        emails: 'mail@shop.example',
        phones: '79995550123',
        order_status: 'PAID',
        revenue: '129.50',
        currency: 'EUR',
      },
    ]);
    const url = new URL(request(facts, settings).url);
    expect(url.pathname).toBe('/cdp/api/v1/counter/2215573/data/simple_orders');
    expect(Object.fromEntries(url.searchParams)).toEqual({ merge_mode: 'SAVE', delimiter_type: 'COMMA' });
  });

  test('are overwritten by their last value, and cancelled, under one id and time', async () => {
    const restated = someConversion({ revision: 2, value: { minor: 10_000, currency: 'EUR' } });
    const gone = someConversion({ revision: 3, state: 'retired', value: { minor: 0, currency: 'EUR' } });
    const [[first], [second], [third]] = await Promise.all([
      rows({}, orders),
      rows({ kind: 'restate', conversion: restated, now: now + 12 * day }, orders),
      rows({ kind: 'retract', conversion: gone, now: now + 40 * day }, orders),
    ]);
    expect(second).toEqual({ ...first, revenue: '100.00' });
    expect(third).toEqual({ ...first, revenue: '0.00', order_status: 'CANCELLED' });
    expect(yandexMetrica.canBy?.(orders, false)).toMatchObject({ restate: true, retract: true, dedupe: { key: 'id' } });
  });

  test('of who did not allow ads have a client id alone, and without one are skipped', async () => {
    const consent = { ads: false, analytics: true };
    const email = 'mail@shop.example';
    expect(await rows({ email, match: matchOf({ consent }) }, orders)).toMatchObject([{ emails: '', phones: '' }]);
    expect(build({ email, match: matchOf({ consent, ids: {} }) }, orders)).toMatchObject({ because: 'no-identifier' });
    expect(build({ email, match: matchOf({ ids: {} }) }, orders).kind).toBe('request');
  });
});

test('what came of calls is asked for where the documentation says', () => {
  const asked = yandexMetrica.ask?.request('12', buildInput(settingsOf(), secrets, {}));
  expect(asked).toEqual({
    method: 'GET',
    url: 'https://api-metrika.yandex.net/management/v1/counter/2215573/offline_conversions/calls_uploading/12',
    headers: { authorization: 'OAuth token_example' },
  });
});

test.each([
  [{ counterId: 'x' }, 'counterId'],
  [{ timeZone: 'Moscow' }, 'timeZone'],
  [{ as: 'chats' }, 'as'],
  [{ callGoal: 'a\nb' }, 'callGoal'],
])('%j does not fit: %s', (more, field) => {
  const parsed = yandexMetrica.settings.safeParse({ counterId: '2215573', ...more });
  expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});
