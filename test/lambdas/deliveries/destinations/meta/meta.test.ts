import { meta } from '../../../../../lambdas/deliveries/destinations/meta/meta.ts';
import { someRule } from '../../../conversions/facts.ts';
import { buildInput, consentingMatch, someCall, someConversion } from '../../delivery-samples.ts';

const settings = meta.settings.parse({ datasetId: '1000000000000001' });
const secrets = { accessToken: 'token-of-system-user' };
const withheld = someCall({ caller: { kind: 'withheld' } });

const build = (more: object = {}) => meta.build(buildInput(settings, secrets, more));

function request(more: object = {}) {
  const result = build(more);
  if (result.kind !== 'request') throw new Error(`built ${JSON.stringify(result)}`);
  return result.request;
}

const event = (more: object = {}) => JSON.parse(request(more).body!).data[0];

const visiting = (more: object) => {
  const match = consentingMatch();
  return { ...match, visit: { ...match.visit, ...more } };
};

test('the request is the one that the Conversions API documents', () => {
  const { body, ...line } = request({
    email: 'jane@example.com',
    match: visiting({
      clickIds: { fbclid: 'AbCdEf' },
      touchAt: 1_795_180_000_123,
      ids: { fbp: 'fb.1.1795180000000.42' },
    }),
  });
  expect(line).toEqual({
    method: 'POST',
    url: 'https://graph.facebook.com/v26.0/1000000000000001/events',
    headers: { authorization: 'Bearer token-of-system-user', 'content-type': 'application/json' },
  });
  expect(JSON.parse(body!)).toEqual({
    data: [
      {
        event_name: 'Lead',
        event_time: 1_795_183_402,
        event_id: 'c0123456789abcdefghijklmnop',
        action_source: 'phone_call',
        user_data: {
          // printf 12025550123 | sha256sum
          ph: ['980239b79aee5c456445907b92af495ac97767f6d9ac081ad3a564344ae7fb9a'],
          // printf jane@example.com | sha256sum
          em: ['8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d'],
          fbc: 'fb.1.1795180000123.AbCdEf',
          fbp: 'fb.1.1795180000000.42',
        },
        custom_data: { value: 129.5, currency: 'EUR', order_id: 'c0123456789abcdefghijklmnop' },
      },
    ],
  });
});

test('the token is in the header alone', () => {
  const { url, body } = request();
  expect(`${url} ${body}`).not.toContain(secrets.accessToken);
});

test('a conversion has the name of what it is, or the one that the settings say', () => {
  const worth = (value: object | string) => {
    const rule = someRule();
    return { ...rule, conversion: { ...rule.conversion, value } } as ReturnType<typeof someRule>;
  };
  const named = (value: object | string) => event({ conversion: someConversion({ rule: worth(value) }) }).event_name;
  expect(named('revenue')).toBe('Purchase');
  expect(named({ shareOfRevenue: 0.1 })).toBe('Purchase');
  expect(named({ amount: '50.00', currency: 'EUR' })).toBe('Lead');
  expect(named({ perMinute: '1.00', currency: 'EUR' })).toBe('Lead');
  expect(event({ settings: { ...settings, eventName: 'Schedule' } }).event_name).toBe('Schedule');
});

test('a sale on day ten has its own time, in whole seconds, and not that of the call', () => {
  const sold = Date.parse('2026-11-30T09:30:00.900Z');
  expect(event({ conversion: someConversion({ occurredAt: sold }) }).event_time).toBe(1_796_031_000);
});

test('a click has the time at which it was first seen, whenever it is sent', () => {
  const match = visiting({ clickIds: { fbclid: 'IwAR_Xy' }, touchAt: 1_795_000_000_001, shownAt: 1_795_180_000_000 });
  const fbc = (more: object) => event({ match, ...more }).user_data.fbc;
  expect(fbc({ now: 1_795_183_500_000 })).toBe('fb.1.1795000000001.IwAR_Xy');
  expect(fbc({ now: 1_795_500_000_000 })).toBe('fb.1.1795000000001.IwAR_Xy');
  // What Meta's own script wrote is of the same click, and stays as it is.
  const ids = { fbc: 'fb.2.1794999999000.IwAR_Xy' };
  expect(event({ match: visiting({ clickIds: { fbclid: 'IwAR_Xy' }, ids }) }).user_data.fbc).toBe(ids.fbc);
});

test('a withheld caller gets no hash, and what is not kept is not sent', () => {
  const sent = event({ call: withheld, match: visiting({ clickIds: { fbclid: 'x' } }) });
  expect(Object.keys(sent.user_data)).toEqual(['fbc']);
});

test('nothing goes out without consent, a visit or an identifier; the reason says which', () => {
  const skip = (more: object) => ({ kind: 'skip', ...more });
  expect(build({ match: consentingMatch({ ads: false, analytics: true }) })).toMatchObject(
    skip({ because: 'no-consent', reason: 'the visitor did not allow ads' }),
  );
  expect(build({ match: { ...consentingMatch(), visit: null } })).toMatchObject(skip({ because: 'no-consent' }));
  expect(build({ call: withheld, match: visiting({ clickIds: { gclid: 'x' } }) })).toMatchObject(
    skip({ because: 'no-identifier' }),
  );
});

test('limited data use is marked with the country and state that Meta gave numbers to', () => {
  const marked = event({ settings: meta.settings.parse({ ...settings, limitedDataUse: { country: 1, state: 1000 } }) });
  expect(marked).toMatchObject({
    data_processing_options: ['LDU'],
    data_processing_options_country: 1,
    data_processing_options_state: 1000,
  });
  expect(event()).not.toHaveProperty('data_processing_options');
});

test('a test goes to a dataset for tests, marked, and nowhere else', () => {
  const test = { datasetId: '1000000000000002', eventCode: 'TEST12345' };
  const { url, body } = request({ isTest: true, settings: meta.settings.parse({ ...settings, test }) });
  expect(url).toBe('https://graph.facebook.com/v26.0/1000000000000002/events');
  expect(JSON.parse(body!)).toMatchObject({ test_event_code: 'TEST12345' });
  expect(build({ isTest: true })).toMatchObject({ kind: 'invalid', field: 'settings.test' });
  expect(JSON.parse(request({ settings: meta.settings.parse({ ...settings, test }) }).body!)).not.toHaveProperty(
    'test_event_code',
  );
  const same = { ...test, datasetId: settings.datasetId };
  expect(meta.settings.safeParse({ ...settings, test: same }).success).toBe(false);
});

test.each([
  ['a dataset with letters', { datasetId: 'pixel-1' }],
  ['a name with signs', { ...settings, eventName: 'Lead!' }],
  ['a state of nowhere', { ...settings, limitedDataUse: { country: 0, state: 0 } }],
])('settings with %s are refused', (_what, given) => {
  expect(meta.settings.safeParse(given).success).toBe(false);
});
