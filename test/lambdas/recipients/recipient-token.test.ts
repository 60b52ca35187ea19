import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import {
  leaseOfRecipient,
  poolOfAlteredToken,
  poolOfToken,
  recipientToken,
  visitOfRecipient,
  visitorOfRecipient,
} from '../../../lambdas/recipients/recipient-token.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const ann = { site: 'shop', pool: 'shop-mail', campaign: 'spring', recipient: 'ann@example.com' };

test('a token is the same each time, another for all that is another, and tells nobody who they are', () => {
  const token = recipientToken(key, ann);
  expect(token).toMatch(/^shop-mail\.[\w-]{22}$/);
  expect(recipientToken(key, { ...ann })).toBe(token);
  const others = [
    recipientToken(createSecretKey(Buffer.alloc(32, 8)), ann),
    ...(['site', 'pool', 'campaign', 'recipient'] as const).map((name) =>
      recipientToken(key, { ...ann, [name]: 'other' }),
    ),
    recipientToken(key, { ...ann, campaign: 'spring","ann@example.com', recipient: '' }),
  ];
  expect(new Set([token, ...others]).size).toBe(others.length + 1);
});

test('every token says its pool; what was altered is none, and its beginning still names a pool', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,62}$/),
      (campaign, recipient, pool) => {
        expect(poolOfToken(recipientToken(key, { site: 'shop', pool, campaign, recipient }))).toBe(pool);
      },
    ),
  );
  const token = recipientToken(key, ann);
  for (const altered of [
    `${token}a`,
    token.slice(0, -1),
    token.slice(0, -1) + 'B',
    `${token}/`,
    '',
    'shop-mail',
    '../x.y',
    `x${'a'.repeat(63)}.${token.slice(-22)}`,
  ]) {
    expect([altered, poolOfToken(altered)]).toEqual([altered, undefined]);
  }
  expect(poolOfAlteredToken(`${token}a`)).toBe('shop-mail');
  expect(poolOfAlteredToken('shop-mail')).toBe('shop-mail');
  expect(poolOfAlteredToken('%2e%2e')).toBeUndefined();
});

test('visitor, lease and visit follow from the token, look as other ids do, and are not each other', () => {
  const token = recipientToken(key, ann);
  const ids = [
    visitorOfRecipient(token),
    leaseOfRecipient(token),
    visitOfRecipient(token, '+12025550101', 1),
    visitOfRecipient(token, '+12025550101', 2),
    visitOfRecipient(token, '+12025550102', 1),
  ];
  expect(new Set(ids).size).toBe(5);
  for (const id of ids) expect(id).toMatch(/^[\w-]{16}$/);
  expect(visitorOfRecipient(token)).toBe(ids[0]);
});
