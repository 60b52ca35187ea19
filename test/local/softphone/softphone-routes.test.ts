import { softphoneRoutes } from '../../../local/softphone/softphone-routes.ts';
import { ask, edgeRequest, jsonOf } from '../edge-request.ts';
import { instance, setStage } from './stage.ts';

const path = '/local/softphone';
const accounts = { list: async () => [{ id: 'voice', type: 'twilio' }] };
const place = () => softphoneRoutes(setStage().softphone, instance.arn, accounts);
const dialled = { number: '+1 (202) 555-0100', caller: null };

test('says that it is there, and which carriers it plays', async () => {
  const played = { accounts: [{ id: 'voice', type: 'twilio' }] };
  expect(jsonOf(await ask(place(), 'GET', path))).toEqual({ softphone: 'ready', instanceArn: instance.arn, ...played });
  const without = softphoneRoutes(setStage().softphone, undefined, accounts);
  expect(jsonOf(await ask(without, 'GET', path))).toEqual({ softphone: 'ready', ...played });
  expect(place()(edgeRequest('GET', '/local/softphones'))).toBeUndefined();
});

test('a call from dialling to the end', async () => {
  const phone = place();
  const response = await ask(phone, 'POST', `${path}/calls`, { content: dialled });
  expect(response.status).toBe(201);
  const { call } = jsonOf(response);
  expect(call).toMatchObject({
    number: '+12025550100',
    caller: null,
    state: 'ringing',
    startedAt: '2026-01-31T12:00:00.250Z',
    lookup: { state: 'answered', answer: { whisper: 'Call from google spring' } },
  });
  // A page's own fetch needs no body.
  const headers = { origin: 'http://localhost:8787' };
  const answered = await ask(phone, 'POST', `${path}/calls/${call.id}/answer`, { headers });
  expect(jsonOf(answered).call.state).toBe('answered');
  expect((await ask(phone, 'POST', `${path}/calls/${call.id}/record`, { headers })).status).toBe(409);
  const ended = await ask(phone, 'POST', `${path}/calls/${call.id}/hangup`, { content: { by: 'agent' } });
  expect(jsonOf(ended).call).toMatchObject({ state: 'ended', endedBy: 'agent' });
  const again = await ask(phone, 'POST', `${path}/calls/${call.id}/record`, { content: { times: 2 } });
  expect([again.status, jsonOf(again).call.recordsSent]).toEqual([202, 2]);
  expect(jsonOf(await ask(phone, 'GET', `${path}/calls`)).items).toMatchObject([{ id: call.id, state: 'ended' }]);
  expect(jsonOf(await ask(phone, 'GET', `${path}/calls/${call.id}`)).call.id).toBe(call.id);
});

test.each([
  [{ ...dialled, number: '555-0100' }, 'number'],
  [{ ...dialled, caller: 'anonymous' }, 'caller'],
  [{ number: '+12025550100' }, 'caller'],
  [{ ...dialled, seed: -1 }, 'seed'],
])('%j is refused with the field', async (content, field) => {
  const response = await ask(place(), 'POST', `${path}/calls`, { content });
  expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  expect(jsonOf(response).errors).toMatchObject([{ field }]);
});

test('what is no JSON, no call, no path or no method is said so', async () => {
  const json = { 'content-type': 'application/json' };
  const statuses = [
    await ask(place(), 'POST', `${path}/calls`, { body: '{', headers: json }),
    await ask(place(), 'POST', `${path}/calls/nobody/answer`, { headers: json }),
    await ask(place(), 'GET', `${path}/calls/nobody`),
    await ask(place(), 'POST', `${path}/calls/nobody/dance`, { headers: json }),
    await ask(place(), 'GET', `${path}/elsewhere`),
    await ask(place(), 'DELETE', `${path}/calls`),
  ].map(({ status }) => status);
  expect(statuses).toEqual([400, 404, 404, 404, 404, 405]);
});

test.each([
  ['a page of another origin', { origin: 'https://evil.example', 'content-type': 'application/json' }, 403],
  ['a page at another port', { origin: 'http://localhost:3000', 'content-type': 'application/json' }, 403],
  ['a sandboxed page', { origin: 'null', 'content-type': 'text/plain' }, 403],
  ['a form without origin', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
])('%s cannot dial', async (_who, headers, status) => {
  const stage = setStage();
  const phone = softphoneRoutes(stage.softphone, instance.arn, accounts);
  const response = await ask(phone, 'POST', `${path}/calls`, { body: JSON.stringify(dialled), headers });
  expect(response.status).toBe(status);
  expect(stage.softphone.list()).toEqual([]);
});
