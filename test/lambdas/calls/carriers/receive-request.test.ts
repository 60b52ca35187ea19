import * as z from 'zod';
import type { Carrier, Verification } from '../../../../lambdas/calls/carriers/carrier.ts';
import {
  type CarrierRequest,
  type ReceiveDependencies,
  receiver,
} from '../../../../lambdas/calls/carriers/receive-request.ts';
import { defaultRoute } from '../../../../lambdas/calls/routing/call-route.ts';
import type { StoredCarrierAccount } from '../../../../lambdas/settings/carrier-accounts/carrier-account.ts';

const observed = {
  call: 'desk-1',
  leg: 'desk-1',
  carrier: 'plain',
  source: 'record',
  version: 'v',
  fields: {},
} as const;

/** Who shows the secret is genuine; the body says what is read of it. */
const plain: Carrier<{ readonly country: string }, { readonly key: string }> = {
  type: 'plain',
  settings: z.object({ country: z.string().default('none') }),
  secrets: z.object({ key: z.string() }),
  hooks: [
    { name: 'told', asks: false },
    { name: 'asked', asks: true },
    { name: 'next', asks: true, proceeds: true },
  ],
  verify: ({ headers }, { secrets }): Verification => (headers.key === secrets.key ? 'genuine' : 'forged'),
  read: ({ raw }) =>
    raw === 'odd' ? { malformed: 'odd' } : raw === 'none' ? { ignored: 'none' } : { observations: [observed] },
  answer: ({ action }, { settings: { country } }) => ({ text: `${action} ${country}`, contentType: 'text/xml' }),
  proceed: ({ url, raw }) => ({ text: `${url} ${raw}`, contentType: 'text/xml' }),
};

const account = (key: string, more: Partial<StoredCarrierAccount> = {}): StoredCarrierAccount => ({
  id: 'desk',
  type: 'plain',
  settings: {},
  secretNames: ['key'],
  secretsAt: key,
  version: 1,
  ...more,
});

const request = (key: string, more: Partial<CarrierRequest> = {}): CarrierRequest => ({
  account: 'desk',
  hook: 'told',
  url: 'https://calls.example/v1/carriers/desk/told?a=1',
  headers: { key },
  query: {},
  body: Buffer.from('x'),
  ...more,
});

/** Accounts as they are now, and how often they were looked up. The place of secrets is the secret itself. */
function world(first: StoredCarrierAccount | undefined, more: Partial<ReceiveDependencies> = {}) {
  const now = { account: first, reads: 0 };
  const receive = receiver({
    carriers: new Map([['plain', plain as Carrier<unknown, unknown>]]),
    findAccount: async () => {
      now.reads += 1;
      return now.account;
    },
    readSecrets: async (place) => ({ key: place }),
    ...more,
  });
  return { now, receive };
}

test('an account is looked up once in a while, and whenever something does not fit what is remembered', async () => {
  const { now, receive } = world(account('a'));
  expect([await receive(request('a'), 0), await receive(request('a'), 9999)].map(({ kind }) => kind)).toEqual([
    'event',
    'event',
  ]);
  expect(now.reads).toBe(1);
  now.account = account('b');
  expect((await receive(request('b'), 9999)).kind).toBe('event');
  expect((await receive(request('a'), 9999)).kind).toBe('refused');
  expect(now.reads).toBe(3);
  now.account = undefined;
  expect((await receive(request('b'), 20_000)).kind).toBe('no-account');
  expect((await receive(request('b'), 20_000)).kind).toBe('no-account');
});

test('that there is no account is not remembered, and what can be none is not looked up', async () => {
  const { now, receive } = world(undefined);
  expect((await receive(request('a'), 0)).kind).toBe('no-account');
  now.account = account('a');
  expect((await receive(request('a'), 0)).kind).toBe('event');
  expect((await receive(request('a', { account: '__proto__' }), 0)).kind).toBe('no-account');
  expect(now.reads).toBe(2);
});

test.each([
  ['of another type', account('a', { type: 'later' }), {}],
  ['with settings of another form', account('a', { settings: { country: 1 } }), {}],
  ['with secrets of another form', account('a'), { readSecrets: async () => ({ token: 'a' }) }],
])('an account %s, as a newer version may write it, is nobody', async (_, one, more) => {
  expect((await world(one, more).receive(request('a'), 0)).kind).toBe('no-account');
});

test('secrets that are not to be seen yet are a failure that passes', async () => {
  const { receive } = world(account('a'), { readSecrets: async () => undefined });
  await expect(receive(request('a'), 0)).rejects.toThrow('carrier account desk');
});

test('who asks is answered in the carrier’s own form, by the account’s settings', async () => {
  const { receive } = world(account('a', { settings: { country: 'DE' } }));
  const asked = await receive(request('a', { hook: 'asked' }), 5);
  expect(asked).toMatchObject({
    kind: 'lookup',
    message: {
      kind: 'carrier',
      carrier: 'plain',
      account: 'desk',
      hook: 'asked',
      settings: { country: 'DE' },
      receivedAt: 5,
      raw: 'x',
    },
  });
  const answer = asked.kind === 'lookup' ? asked.answer(defaultRoute()) : undefined;
  expect(answer).toEqual({ text: 'default DE', contentType: 'text/xml' });
});

test('who asks how a call goes on is answered by what comes back; what was told with it is queued if it is news', async () => {
  const { receive } = world(account('a'));
  const next = (body: string) => receive(request('a', { hook: 'next', body: Buffer.from(body) }), 5);
  const answer = (raw: string) => ({
    text: `https://calls.example/v1/carriers/desk/told?a=1 ${raw}`,
    contentType: 'text/xml',
  });
  const message = expect.objectContaining({ hook: 'next', raw: 'x' });
  expect(await next('x')).toEqual({ kind: 'proceed', message, answer: answer('x') });
  expect(await next('none')).toEqual({ kind: 'proceed', message: undefined, answer: answer('none') });
  expect(await next('odd')).toEqual({ kind: 'malformed', reason: 'odd' });
});

test('hooks and content are looked at only once it is known who sends', async () => {
  const { receive } = world(account('a'));
  const odd = { body: Buffer.from('odd') };
  expect(await receive(request('a', odd), 0)).toEqual({ kind: 'malformed', reason: 'odd' });
  expect(await receive(request('b', odd), 0)).toEqual({ kind: 'refused' });
  expect(await receive(request('a', { hook: 'nowhere' }), 0)).toEqual({ kind: 'no-hook' });
  expect(await receive(request('b', { hook: 'nowhere' }), 0)).toEqual({ kind: 'refused' });
});
