import { readLinkAnswer } from '../../../web/call-link/link-answer.ts';

const number = { e164: '+13125550100', display: '(312) 555-0100', href: 'tel:+13125550100' };
const usual = { e164: '+13125550191', display: '(312) 555-0191', href: 'tel:+13125550191' };
const now = Date.parse('2026-12-01T10:00:00Z');

test('a leased number is theirs until it ends on the clock of this browser', () => {
  const lease = { state: 'leased', expiresAt: '2026-12-01T10:20:00.000Z', renewAfterSeconds: 60 };
  expect(readLinkAnswer({ number, default: usual, lease }, 5000, now)).toEqual({
    number,
    fallback: usual,
    heldUntil: now + 20 * 60_000 + 5000,
    tellAt: now + 60_000,
  });
});

test('a number that stays is told of once', () => {
  expect(readLinkAnswer({ number, default: usual, lease: { state: 'own' } }, 0, now)).toMatchObject({
    heldUntil: undefined,
    tellAt: Number.POSITIVE_INFINITY,
  });
});

test.each([undefined, 'text', {}, { number: {} }])('%j is no answer', (body) => {
  expect(readLinkAnswer(body, 0, now)).toBeUndefined();
});
