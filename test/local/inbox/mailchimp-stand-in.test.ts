import { answerAsMailchimp } from '../../../local/inbox/mailchimp-stand-in.ts';
import { edgeRequest, jsonOf } from '../edge-request.ts';

// printf anna@shop.example | md5sum
const anna = '/3.0/lists/a1b2c3/members/ea42f58f924e98504c131a3e8e42dc48';
const key = { authorization: `Basic ${Buffer.from('any:key-us6').toString('base64')}` };
const members = new Set([anna]);
const send = (method: string, path: string, content: unknown, headers: Record<string, string> = key) =>
  answerAsMailchimp({
    request: edgeRequest(method, `/inbox/mailchimp${path}`, { content, headers }),
    path,
    isKnown: (member) => members.has(member),
  });

const event = { name: 'phone_call', occurred_at: '2026-11-20T14:03:22Z', properties: { value: '129.50' } };
const tag = { tags: [{ name: 'phone-caller', status: 'active' }] };

test('adds a member, and takes events and tags of members alone', () => {
  const added = send('PUT', anna, { email_address: 'anna@shop.example', status_if_new: 'subscribed' })!;
  expect(added.status).toBe(200);
  expect(send('POST', `${anna}/events`, event)).toMatchObject({ status: 204, body: '' });
  expect(send('POST', `${anna}/tags`, { ...tag, is_syncing: false })).toMatchObject({ status: 204 });
  const nobody = anna.replace('ea42', '0000');
  expect(send('POST', `${nobody}/events`, event)).toMatchObject({ status: 404 });
  expect(send('POST', `${nobody}/tags`, tag)).toMatchObject({ status: 404 });
  // The address itself is no member.
  expect(send('POST', '/3.0/lists/a1b2c3/members/anna@shop.example/events', event)).toMatchObject({ status: 404 });
});

test.each([
  ['a name with a space', 'events', { ...event, name: 'phone call' }, 'name'],
  ['a name of 31 letters', 'events', { ...event, name: 'a'.repeat(31) }, 'name'],
  ['a number among the properties', 'events', { ...event, properties: { value: 129.5 } }, 'properties.value'],
  ['a time without a zone', 'events', { ...event, occurred_at: '2026-11-20 14:03:22' }, 'occurred_at'],
  ['another status', 'tags', { tags: [{ name: 'x', status: 'on' }] }, 'tags.0.status'],
  ['no tag', 'tags', { tags: [] }, 'tags'],
  ['something else', 'tags', { ...tag, other: 1 }, ''],
])('refuses %s', (_what, path, body, field) => {
  const response = send('POST', `${anna}/${path}`, body)!;
  expect([response.status, jsonOf(response).title, jsonOf(response).errors[0].field]).toEqual([
    400,
    'Invalid Resource',
    field,
  ]);
});

test('wants a key, and leaves other paths alone', () => {
  expect(send('POST', `${anna}/events`, event, {})).toMatchObject({ status: 401 });
  expect(send('GET', `${anna}/events`, event)).toBeUndefined();
  expect(send('POST', '/3.0/lists/a1b2c3', event)).toBeUndefined();
});
