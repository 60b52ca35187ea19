import fc from 'fast-check';
import { cursorOf, pageOf } from '../../../../lambdas/platform/http/list-page.ts';
import { settingsIdForm } from '../../../../lambdas/settings/settings-id.ts';

test('a cursor leads back to its sort key', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme-ascii' }), (sortKey) => {
      expect(pageOf({ cursor: cursorOf(sortKey), limit: '7' }, /^.+$/)).toEqual({ limit: 7, after: sortKey });
    }),
  );
});

test('50 at a time if nothing is said', () => {
  expect(pageOf({}, /./)).toEqual({ limit: 50, after: undefined });
});

test.each([
  { limit: '0' },
  { limit: '201' },
  { limit: 'x' },
  { limit: '' },
  { limit: '1e2' },
  { limit: ' 7' },
  { limit: '7.0' },
  { cursor: '' },
  { cursor: '***' },
  { cursor: cursorOf('shop-1\n') },
  { cursor: cursorOf('SHOP') },
  { cursor: cursorOf('a'.repeat(300)) },
  { cursor: Buffer.from([0xff, 0xfe]).toString('base64url') },
])('refuses %j', (query) => {
  expect(() => pageOf(query as unknown as Record<string, string>, settingsIdForm)).toThrow(
    expect.objectContaining({ status: 400, errors: [expect.objectContaining({ field: Object.keys(query)[0] })] }),
  );
});
