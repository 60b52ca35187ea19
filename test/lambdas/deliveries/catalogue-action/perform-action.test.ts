import { performAction } from '../../../../lambdas/deliveries/catalogue-action/perform-action.ts';
import type { Action, HttpRequest } from '../../../../lambdas/deliveries/destinations/destination.ts';
import type { Answer } from '../../../../lambdas/deliveries/send-request.ts';

const deal: Action = {
  destination: 'pipedrive',
  action: 'createUpdateDeal',
  settings: { domain: 'example', apiToken: 'token', personField: 'phone' },
  fields: { person_match_value: '+12025550123', title: 'Call' },
};
const person = { data: [{ id: 7 }] };

function answered(status: number, body: object = {}, headers: Record<string, string> = {}): Answer {
  const json = { 'content-type': 'application/json', ...headers };
  return { kind: 'response', response: { status, headers: json, body: JSON.stringify(body) } };
}
const lost: Answer = { kind: 'no-answer', detail: 'no answer in time' };

/** Performs an action whose requests are answered one after the other; what comes after is answered as the last. */
async function perform(action: Action, ...answers: Answer[]) {
  const sent: HttpRequest[] = [];
  const send = async (request: HttpRequest) => {
    sent.push(request);
    return answers[Math.min(sent.length, answers.length) - 1]!;
  };
  const outcome = await performAction(action, 20_000, { send, now: () => 0 });
  return { outcome, sent: sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`), requests: sent };
}

const search = 'GET /api/v1/itemSearch/field';
const create = 'POST /api/v1/deals';

test('what broke while something was written may have been written', async () => {
  const { outcome } = await perform(deal, answered(200, person), answered(500));
  expect(outcome).toEqual({ kind: 'unknown', detail: 'the destination answered 500' });
  expect((await perform(deal, answered(200, person), answered(503))).outcome).toMatchObject({ kind: 'transient' });
});

test('an action of several requests is delivered as a whole', async () => {
  const { outcome, sent } = await perform(deal, answered(200, person), answered(201));
  expect(outcome).toEqual({ kind: 'delivered' });
  expect(sent).toEqual([search, create]);
});

test.each([
  [answered(500), { kind: 'transient', detail: 'the destination answered 500' }],
  [answered(429, {}, { 'retry-after': '7' }), { kind: 'throttled', afterSeconds: 7 }],
  [answered(401, { message: 'bad token' }), { kind: 'auth', detail: 'the destination answered 401: bad token' }],
  [lost, { kind: 'transient', detail: 'no answer in time' }],
  [{ kind: 'not-sent', refused: true, detail: 'the address must not' } as const, { kind: 'rejected' }],
  [{ kind: 'not-sent', refused: false, detail: 'nobody listens' } as const, { kind: 'transient' }],
])('after a question that failed nothing is made, even if the action would: %j', async (answer, expected) => {
  const { outcome, sent } = await perform(deal, answer);
  expect(outcome).toMatchObject(expected);
  expect(sent).toEqual([search]);
});

test.each([
  [lost, { kind: 'unknown', detail: 'no answer in time' }],
  [answered(503), { kind: 'transient' }],
  [
    answered(400, { error: 'no such stage' }),
    { kind: 'rejected', detail: 'the destination answered 400: no such stage' },
  ],
  [answered(200, { success: false }), { kind: 'rejected', detail: 'the destination refused it in an answer 200' }],
])('what is written is known by its answer: %j', async (answer, expected) => {
  const { outcome } = await perform(deal, answered(200, person), answer);
  expect(outcome).toMatchObject(expected);
});

test('where a part was written before it failed, nobody knows what counts', async () => {
  const sheet: Action = {
    destination: 'google-sheets',
    action: 'postSheet2',
    settings: {},
    fields: {
      syncMode: 'upsert',
      record_identifier: 'c1',
      spreadsheet_id: 's',
      spreadsheet_name: 'Calls',
      data_format: 'RAW',
      fields: { a: 1 },
    },
    accessToken: 'token',
  };
  const { outcome, requests } = await perform(sheet, answered(200), answered(200), answered(503));
  expect(outcome).toEqual({ kind: 'unknown', detail: 'a part was written, then the destination answered 503' });
  expect(requests.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill('Bearer token'));
  // Of the receiver's "no" it is known that it is one.
  expect((await perform(sheet, answered(200), answered(200), answered(400))).outcome.kind).toBe('rejected');
});

test('an action that does not take its fields sends nothing', async () => {
  const { outcome, sent } = await perform({ ...deal, fields: {} }, answered(200));
  expect(outcome).toMatchObject({
    kind: 'rejected',
    field: 'settings.fields',
    detail: expect.stringContaining('title'),
  });
  expect(sent).toEqual([]);
});

test.each([
  ['nobody', 'x'],
  ['pipedrive', 'x'],
  ['constructor', 'x'],
  ['pipedrive', 'constructor'],
])('%s has no action %s', async (destination, action) => {
  const { outcome } = await perform({ ...deal, destination, action }, answered(200));
  expect(outcome).toMatchObject({ kind: 'rejected', field: 'settings.action' });
});

test('after its time nothing is sent any more', async () => {
  const sent: HttpRequest[] = [];
  const times = [0, 21_000];
  const outcome = await performAction(deal, 20_000, {
    now: () => times[Math.min(sent.length, 1)]!,
    send: async (request) => {
      sent.push(request);
      return answered(200, person);
    },
  });
  expect(outcome).toMatchObject({ kind: 'transient', detail: 'it takes too long' });
  expect(sent).toHaveLength(1);
});

test('requests go to another address with their paths, where one is given', async () => {
  const { requests } = await perform(
    { ...deal, endpoint: 'http://127.0.0.1:9/in/' },
    answered(200, person),
    answered(201),
  );
  expect(requests.map(({ url }) => url.replace(/\?.*/, ''))).toEqual([
    'http://127.0.0.1:9/in/api/v1/itemSearch/field',
    'http://127.0.0.1:9/in/api/v1/deals',
  ]);
  expect(new URL(requests[0]!.url).searchParams.get('api_token')).toBe('token');
});

test('what an answer says of a person is not repeated', async () => {
  const message = 'jane@example.com or +1 202 555 0123 is no lead';
  const { outcome } = await perform(deal, answered(200, person), answered(422, { message }));
  expect(outcome).toMatchObject({ detail: 'the destination answered 422: … or … is no lead' });
});
