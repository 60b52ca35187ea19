import { readEvents } from '../../../../../lambdas/deliveries/destinations/meta/meta-answers.ts';

const read = (status: number, body: unknown = '', headers: Record<string, string> = {}) =>
  readEvents({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

const error = (code: number, more: object = {}) => ({
  error: { message: `(#${code}) something`, type: 'OAuthException', code, fbtrace_id: 'A1', ...more },
});

test('an event is there when Meta says that it received it', () => {
  expect(read(200, { events_received: 1, messages: [], fbtrace_id: 'A1' })).toEqual({ kind: 'delivered' });
  expect(read(200, { events_received: 0, messages: ['no'] })).toMatchObject({ kind: 'rejected' });
  expect(read(200, '<html>')).toMatchObject({ kind: 'unknown' });
});

test.each([
  [1, 500, 'transient'],
  [2, 400, 'transient'],
  [4, 400, 'throttled'],
  [17, 400, 'throttled'],
  [32, 403, 'throttled'],
  [613, 400, 'throttled'],
  [80_004, 400, 'throttled'],
  [190, 400, 'auth'],
  [102, 401, 'auth'],
  [10, 403, 'auth'],
  [200, 403, 'auth'],
  [100, 400, 'rejected'],
  [2804, 400, 'rejected'],
])('error %i (%i) means %s', (code, status, kind) => {
  expect(read(status, error(code))).toMatchObject({ kind, detail: expect.stringContaining(`error ${code}`) });
});

test('an error is one whatever its status', () => {
  expect(read(200, error(190))).toMatchObject({ kind: 'auth' });
  expect(read(200, error(100))).toMatchObject({ kind: 'rejected' });
});

test('what Meta itself calls passing is tried again', () => {
  expect(read(400, error(100, { is_transient: true }))).toMatchObject({ kind: 'transient' });
});

test.each([
  [302, 'transient'],
  [400, 'rejected'],
  [401, 'auth'],
  [403, 'auth'],
  [404, 'rejected'],
  [408, 'transient'],
  [429, 'throttled'],
  [500, 'unknown'],
  [503, 'transient'],
])('without an error, %i means %s', (status, kind) => {
  expect(read(status)).toMatchObject({ kind });
});

test('a pause that Meta asks for is kept', () => {
  expect(read(429, '', { 'retry-after': '30' })).toMatchObject({ afterSeconds: 30 });
});

test('an event that is too old, or a dataset that is none, is named', () => {
  const tooOld = { error_subcode: 2804003, error_user_title: 'Event Timestamp Too Old' };
  expect(read(400, error(100, tooOld))).toEqual({
    kind: 'rejected',
    detail: 'Meta answered 400, error 100/2804003: Event Timestamp Too Old',
  });
  expect(read(400, error(100, { error_subcode: 33 }))).toMatchObject({ field: 'settings.datasetId' });
});

test('what Meta repeats of the token and of a person is not kept', () => {
  const token = 'EAAB0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789';
  const message = `Malformed access token ${token} for jane@example.com, +1 202 555 0123, ${'ab12'.repeat(16)}`;
  expect(read(400, error(190, { message }))).toEqual({ kind: 'auth', detail: 'Meta answered 400, error 190' });
  expect(read(400, error(100, { message }))).toMatchObject({
    detail: 'Meta answered 400, error 100: Malformed access token … for … …, …',
  });
});
