import { answerAsMeta } from '../../../local/inbox/meta-stand-in.ts';
import { edgeRequest, jsonOf } from '../edge-request.ts';

const authorized = { authorization: 'Bearer token' };
const send = (method: string, path: string, body: string, headers: Record<string, string> = authorized) =>
  answerAsMeta(edgeRequest(method, `/inbox/meta${path}`, { body, headers }), path);
const form = (payload: object) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
const hash = 'a'.repeat(64);

test.each(['POST', 'DELETE'])('%s of people is answered with how many could be read', (method) => {
  const told = (...data: string[][]) =>
    jsonOf(send(method, '/v26.0/123/users', form({ schema: ['PHONE', 'EMAIL'], data }))!);
  expect(told([hash, hash])).toMatchObject({ audience_id: '123', num_received: 1, num_invalid_entries: 0 });
  expect(told([hash, ''], ['+12025550123', hash])).toMatchObject({ num_received: 2, num_invalid_entries: 1 });
});

test.each([
  ['a row with a cell too few', form({ schema: ['PHONE', 'EMAIL'], data: [[hash]] })],
  ['another key', form({ schema: ['NAME'], data: [[hash]] })],
  ['no form', '{}'],
])('refuses %s', (_what, body) => {
  const response = send('POST', '/v26.0/123/users', body)!;
  expect([response.status, jsonOf(response).error.code]).toEqual([400, 100]);
});

test('takes events, and refuses those without a time', () => {
  const event = { event_name: 'Lead', event_time: 1, action_source: 'phone_call' };
  const told = (data: object[]) => send('POST', '/v26.0/123/events', JSON.stringify({ data }))!;
  expect(jsonOf(told([event]))).toMatchObject({ events_received: 1 });
  expect(told([{ ...event, event_time: undefined }]).status).toBe(400);
});

test('wants a bearer token, and leaves other paths alone', () => {
  expect(jsonOf(send('POST', '/v26.0/123/users', '', {})!).error.code).toBe(190);
  expect(send('GET', '/v26.0/123/users', '')).toBeUndefined();
  expect(send('POST', '/v26.0/me', '')).toBeUndefined();
});
