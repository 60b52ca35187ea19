import { deriveSigningKeys } from '../../../../lambdas/platform/signing-keys.ts';
import { signToken } from '../../../../lambdas/platform/tokens.ts';
import { linkLife, openLink, outcomeLink } from '../../../../lambdas/team/outcome-link/outcome-token.ts';

const keysOf = (...ids: string[]) => deriveSigningKeys(JSON.stringify({ master: 'm'.repeat(64), signingKeys: ids }));
const keys = keysOf('1');
const now = Date.parse('2026-11-20T14:00:00Z');
const link = outcomeLink(keys, 'https://calls.example', 'call-1', now);
const token = link.slice('https://calls.example/v1/outcome/'.length);

test('a link stands for its call, for thirty days', () => {
  expect(link).toMatch(/^https:\/\/calls\.example\/v1\/outcome\/[\w.-]+$/);
  expect(openLink(keys, token, now)).toEqual({ kind: 'valid', call: 'call-1' });
  expect(openLink(keys, token, now + linkLife - 1).kind).toBe('valid');
  expect(openLink(keys, token, now + linkLife)).toEqual({ kind: 'expired', since: now + linkLife });
});

test('it outlives a change of keys, as long as the old one is known', () => {
  expect(openLink(keysOf('2', '1'), token, now).kind).toBe('valid');
  expect(openLink(keysOf('2'), token, now).kind).toBe('invalid');
});

test.each([
  ['cut', token.slice(0, -1)],
  ['changed', token.replace('v1.1.', 'v1.1.x')],
  ['empty', ''],
  ['far too long', token.repeat(100)],
  [
    'a token of a visitor',
    signToken(keys, { kind: 'visitor', id: 'anna', site: 'shop', call: 'call-1', until: now * 2 }),
  ],
])('one that is %s opens nothing', (_, forged) => {
  expect(openLink(keys, forged, now)).toEqual({ kind: 'invalid' });
});
