import { googleAccess } from '../../../../../lambdas/deliveries/destinations/google/google-access.ts';

const read = (status: number, body: object | string = '', headers: Record<string, string> = {}) =>
  googleAccess.read({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

test('a token is good for as long as it says, else for an hour', () => {
  expect(read(200, { access_token: 'a', expires_in: 60 })).toEqual({ token: 'a', expiresInSeconds: 60 });
  expect(read(200, { access_token: 'a' })).toEqual({ token: 'a', expiresInSeconds: 3600 });
});

test.each([
  ['an answer without a token', 200, {}, 'transient'],
  ['an answer that is no JSON', 200, '<html>', 'transient'],
  ['a server in trouble', 503, '', 'transient'],
  ['a token that was taken back', 400, { error: 'invalid_grant' }, 'auth'],
  ['a client that is not known', 401, '', 'auth'],
  ['an account that may not', 403, { error: 'access_denied' }, 'auth'],
])('%s is told apart', (_what, status, body, kind) => {
  expect(read(status, body)).toMatchObject({ kind });
});

test('a busy endpoint says how long to wait', () => {
  expect(read(429, '', { 'retry-after': '30' })).toMatchObject({ kind: 'throttled', afterSeconds: 30 });
});
