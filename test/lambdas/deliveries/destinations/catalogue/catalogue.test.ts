import { catalogue } from '../../../../../lambdas/deliveries/destinations/catalogue/catalogue.ts';
import { factNames, factOf } from '../../../../../lambdas/deliveries/destinations/catalogue/catalogue-facts.ts';
import type { BuildInput, Built } from '../../../../../lambdas/deliveries/destinations/destination.ts';
import { buildInput, consentingMatch, someCall } from '../../delivery-samples.ts';

type Given = Partial<BuildInput<never, never>>;

function build(given: object, more: Given = {}, secrets: Record<string, string> = {}): Built {
  const settings = catalogue.settings.parse(given);
  return catalogue.build(buildInput(settings, catalogue.secrets.parse(secrets), more));
}

const reddit = {
  destination: 'reddit-conversions-api',
  action: 'standardEvent',
  settings: { ad_account_id: 't2' },
  fields: {
    event_at: '{{conversion.time}}',
    tracking_type: 'Lead',
    click_id: '{{click.rdt_cid}}',
    user: { phone_number: '{{phone}}' },
  },
};
const redditSecrets = { conversion_token: 'example' };
const anonymous = { call: { ...someCall(), caller: { kind: 'withheld' as const } } };

function consent(given: { ads: boolean; analytics: boolean }): Given {
  return { match: consentingMatch(given) };
}

test('what is sent is data: fields, the account with its secrets, and the token', () => {
  expect(build(reddit, {}, redditSecrets)).toEqual({
    kind: 'action',
    action: {
      destination: 'reddit-conversions-api',
      action: 'standardEvent',
      settings: { ad_account_id: 't2', conversion_token: 'example' },
      fields: {
        event_at: expect.stringMatching(/Z$/),
        tracking_type: 'Lead',
        user: { phone_number: factOf(buildInput(undefined, undefined), 'phone') },
      },
    },
  });
});

test('an endpoint and a token go along', () => {
  const built = build({ ...reddit, endpoint: 'https://proxy.example' }, { accessToken: 'token' }, redditSecrets);
  expect(built).toMatchObject({ action: { endpoint: 'https://proxy.example', accessToken: 'token' } });
});

test('consent is that of the destination, or what its owner says', () => {
  const mixpanel = {
    destination: 'mixpanel',
    action: 'trackEvent',
    settings: { projectToken: 'p' },
    fields: { event: '{{conversion.name}}' },
  };
  const secrets = { apiSecret: 's' };
  expect(build(mixpanel, consent({ ads: true, analytics: false }), secrets)).toMatchObject({ because: 'no-consent' });
  expect(build(mixpanel, consent({ ads: false, analytics: true }), secrets).kind).toBe('action');
  const open = build({ ...mixpanel, consent: 'none' }, { match: { ...consentingMatch(), visit: null } }, secrets);
  expect(open.kind).toBe('action');
  expect(build(mixpanel, { match: { ...consentingMatch(), visit: null } }, secrets)).toMatchObject({
    reason: 'the call belongs to no visit, so nobody allowed analytics',
  });
  const untried = {
    destination: 'loops',
    action: 'sendEvent',
    fields: { email: '{{email}}', eventName: 'x', userId: '7' },
  };
  expect(catalogue.canBy?.(catalogue.settings.parse({ ...untried }), false).consentNeeded).toBe('ads');
});

test('where nothing names the person it is skipped, told before sending', () => {
  expect(build(reddit, anonymous, redditSecrets)).toEqual({
    kind: 'skip',
    because: 'no-identifier',
    reason: 'none of these is known: click.rdt_cid, phone',
  });
});

test('of an identifier that the destination refuses alone nothing is told', () => {
  const pinterest = {
    destination: 'pinterest-conversions',
    action: 'reportConversionEvent',
    settings: { ad_account_id: '1' },
    fields: {
      event_name: 'lead',
      event_time: '{{conversion.time}}',
      event_id: '{{conversion.id}}',
      app_name: 'x',
      user_data: { phone: ['{{phone}}'], email: ['{{email}}'] },
    },
  };
  expect(build(pinterest, {}, redditSecrets)).toMatchObject({ because: 'no-identifier' });
  expect(build(pinterest, { email: 'jane@example.com' }, redditSecrets).kind).toBe('action');
});

test('a field that the action needs, and of which nothing is known, skips it', () => {
  const customer = {
    destination: 'intercom',
    action: 'trackEvent',
    fields: { event_name: '{{params.goal}}', created_at: '{{conversion.time}}', user_id: '7' },
  };
  expect(build(customer, {}, { accessToken: 't' })).toMatchObject({
    because: 'no-identifier',
    reason: 'nothing is known for the field event_name, which the destination needs',
  });
});

test('a secret that is missing is named, and no other is told', () => {
  expect(build(reddit)).toEqual({ kind: 'invalid', field: 'secrets.conversion_token', detail: 'is missing' });
  const slack = { destination: 'slack', action: 'postToChannel', fields: { url: '{{secrets.url}}', text: 'x' } };
  expect(build(slack)).toMatchObject({ field: 'secrets.url' });
  expect(build(slack, {}, { url: 'https://hooks.example' })).toMatchObject({
    action: { settings: {}, fields: { url: 'https://hooks.example' } },
  });
});

test.each([
  ['linkedin-conversions', 'streamConversion', undefined, {}, ['clientId', 'clientSecret', 'refreshToken']],
  ['linkedin-conversions', 'streamConversion', undefined, { accessToken: 'a' }, []],
  ['intercom', 'trackEvent', undefined, {}, ['accessToken']],
  ['intercom', 'trackEvent', 'https://tokens.example', { clientId: 'c' }, ['clientSecret', 'refreshToken']],
  ['slack', 'postToChannel', undefined, {}, []],
])('%s %s, tokens from %s, with %j needs %j', (destination, action, tokenEndpoint, secrets, missing) => {
  const settings = { destination, action, settings: {}, fields: {}, restates: false, tokenEndpoint };
  expect(catalogue.missingSecrets?.(settings, secrets)).toEqual(missing);
});

test('it is known again by a field only where that is the id of the conversion', () => {
  const amplitude = {
    destination: 'amplitude',
    action: 'logEventV2',
    settings: { endpoint: 'europe' },
    fields: { event_type: 'x' },
  };
  const can = (fields: object, more = {}) =>
    catalogue.canBy?.(
      catalogue.settings.parse({ ...amplitude, ...more, fields: { ...amplitude.fields, ...fields } }),
      false,
    );
  expect(can({})).toEqual({ restate: false, consentNeeded: 'analytics' });
  expect(can({ insert_id: '{{call.id}}' })).not.toHaveProperty('dedupe');
  expect(can({ insert_id: '{{conversion.id}}' })).toMatchObject({
    dedupe: { key: 'insert_id', windowSeconds: 7 * 86_400 },
  });
  expect(can({}, { restates: true })).toMatchObject({ restate: true });
});

test('an access token is asked for where the destination wants one that ends', () => {
  const settings = (destination: string) => ({ destination }) as never;
  expect(catalogue.access?.isNeeded?.(settings('google-sheets'), {})).toBe(true);
  expect(catalogue.access?.isNeeded?.(settings('google-sheets'), { accessToken: 'a' })).toBe(false);
  expect(catalogue.access?.isNeeded?.(settings('slack'), {})).toBe(false);
  const request = catalogue.access?.request(settings('snap-conversions-api'), {
    clientId: 'c',
    clientSecret: 's',
    refreshToken: 'r',
  });
  expect(request).toMatchObject({ url: 'https://accounts.snapchat.com/login/oauth2/access_token' });
  expect(new URLSearchParams(request?.body).get('refresh_token')).toBe('r');
  expect(catalogue.access?.request(settings('slack'), {}).url).toBe('');
});

test('every fact can be asked for, and what the page said by its name', () => {
  const visit = { ...consentingMatch().visit, clickIds: { gclid: 'g' }, ids: { ga: 'a' }, params: { plan: 'gold' } };
  const input = {
    ...buildInput(undefined, undefined, { match: { ...consentingMatch(), visit } }),
    email: 'j@example.com',
  };
  const named = factNames.map((name) =>
    name.endsWith('.') ? `${name}${{ click: 'gclid', ids: 'ga', params: 'plan' }[name.slice(0, -1)]}` : name,
  );
  const known = named.filter((name) => factOf(input, name) !== undefined);
  expect(named.filter((name) => !known.includes(name))).toEqual(
    expect.not.arrayContaining(['phone', 'email', 'click.gclid', 'ids.ga', 'params.plan', 'conversion.value']),
  );
  const nobody = { ...input, ...anonymous, email: undefined, match: { ...consentingMatch(), visit: null } };
  const lost = named.filter((name) => factOf(nobody, name) === undefined);
  expect(lost).toEqual(
    expect.arrayContaining(['phone', 'phone.sha256', 'email', 'email.sha256', 'click.gclid', 'visitor']),
  );
  expect(factOf(input, 'unheard')).toBeUndefined();
});
