import { mailchimpTag } from '../../../../../lambdas/deliveries/destinations/mailchimp/mailchimp-tag.ts';
import { buildInput, now, someConversion } from '../../delivery-samples.ts';

const audience = { url: 'https://us6.api.mailchimp.com', audienceId: '57afe96172' };
const settings = mailchimpTag.settings.parse({ ...audience, tag: 'phone-caller' });
const secrets = { apiKey: 'example-us6' };
const build = (more: object = {}) =>
  mailchimpTag.build(buildInput(settings, secrets, { email: 'urist.mcvankab@freddiesjokes.example', ...more }));

function request(more: object = {}) {
  const built = build(more);
  if (built.kind !== 'request') throw new Error(`built ${JSON.stringify(built)}`);
  return built.request;
}

const status = (more: object = {}) => JSON.parse(request(more).body!).tags[0].status;

// https://mailchimp.com/developer/marketing/api/list-member-tags/add-or-remove-member-tags/
test('the request is the one that Mailchimp documents', () => {
  expect(request()).toEqual({
    method: 'POST',
    url: 'https://us6.api.mailchimp.com/3.0/lists/57afe96172/members/839c0b09fa4c21ddb8d6b6b406aa911f/tags',
    headers: { authorization: 'Basic a2V5OmV4YW1wbGUtdXM2', 'content-type': 'application/json' },
    body: '{"tags":[{"name":"phone-caller","status":"active"}],"is_syncing":false}',
  });
});

const gone = someConversion({ revision: 2, state: 'retired', value: { minor: 0, currency: 'EUR' } });
const sale = someConversion().rule;
const ofSale = { ...sale, conversion: { name: 'sale', value: 'revenue' as const } };
const givenBack = someConversion({ revision: 2, value: { minor: 0, currency: 'EUR' }, rule: ofSale });

test('who called has the tag, whatever the call is worth; one that does not count any more takes it away', () => {
  expect(status()).toBe('active');
  expect(
    status({ kind: 'restate', conversion: someConversion({ revision: 2, value: { minor: 1, currency: 'EUR' } }) }),
  ).toBe('active');
  expect(status({ kind: 'retract', conversion: gone })).toBe('inactive');
  expect(status({ kind: 'retract', conversion: givenBack })).toBe('inactive');
});

test('a tag of those who shall hear more is taken away, and given back', () => {
  const removing = { settings: mailchimpTag.settings.parse({ ...audience, tag: 'follow-up', action: 'remove' }) };
  expect(status(removing)).toBe('inactive');
  expect(status({ ...removing, kind: 'retract', conversion: gone })).toBe('active');
});

test('the same again is the same request', () => {
  expect(request({ now: now + 1000 })).toEqual(request());
});

test('without an address nothing is sent', () => {
  expect(build({ email: undefined })).toMatchObject({ kind: 'skip', because: 'no-identifier' });
});

test('a tag has a name', () => {
  const parse = (tag: string) => mailchimpTag.settings.safeParse({ ...audience, tag }).success;
  expect([parse(' '), parse('a'.repeat(101)), parse('Phone caller')]).toEqual([false, false, true]);
});
