import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import type { Recipient } from '../../../lambdas/recipients/recipient.ts';
import { leaseOfRecipient } from '../../../lambdas/recipients/recipient-token.ts';
import { afterSending, keptSlot, needsNumber, type Sending } from '../../../lambdas/recipients/send-recipient.ts';
import { countsOf } from '../../../lambdas/recipients/sending-writes.ts';
import { unusedSlot } from '../leases/pool-of-slots.ts';
import { day, mailPool, restMs, start, until, wanted } from './mail-pool.ts';

const pool = mailPool([10]);
const token = 'mail.AAAAAAAAAAAAAAAAAAAAAA';
const slot: Slot = { ...unusedSlot('mail', 1), lease: leaseOfRecipient(token), leasedUntil: until + restMs };
const nobody: Sending = { token, wanted: wanted('ann'), before: undefined, slot: undefined };
const first = afterSending(nobody, pool, { kept: undefined, free: slot, now: start, keepDays: 90 });
const owner: Sending = { ...nobody, before: first.after, slot };

test('who is new takes the free slot, and is counted with a number; without one, with the default number', () => {
  expect(first).toMatchObject({
    isChanged: true,
    taken: { slot },
    after: { number: slot.number, hadNumber: true, version: 1 },
  });
  expect(countsOf(first)).toEqual({ recipients: 1, numbers: 1, defaults: 0 });
  const without = afterSending(nobody, pool, { kept: undefined, free: undefined, now: start, keepDays: 90 });
  expect(without.after.hadNumber).toBeUndefined();
  expect(countsOf(without)).toEqual({ recipients: 1, numbers: 0, defaults: 1 });
  const later = afterSending({ ...nobody, before: without.after }, pool, {
    kept: undefined,
    free: slot,
    now: start + day,
    keepDays: 90,
  });
  expect(later.after).toMatchObject({ sentAt: start, givenAt: start + day, version: 2 });
  expect(countsOf(later)).toEqual({ recipients: 0, numbers: 1, defaults: -1 });
});

test.each<[string, Partial<Slot> | undefined, number, boolean]>([
  ['it is under their lease', {}, start, true],
  ['it rests', {}, until + day, true],
  ['its rest is over, and nobody had it since', {}, until + restMs + day, true],
  ['their visit may be collected', {}, until + restMs + 90 * day, false],
  ['somebody else has it', { lease: 'another' }, start, false],
  ['it was taken out', { state: 'off' }, start, false],
  ['there is none', undefined, start, false],
])('a number is kept or not: %s', (_, more, now, isKept) => {
  const kept = keptSlot({ ...owner, slot: more && { ...slot, ...more } }, now);
  expect(kept !== undefined).toBe(isKept);
  expect(needsNumber(owner, kept)).toBe(!isKept);
});

test('the same again changes nothing; a number that went to another one is not counted again', () => {
  const kept = keptSlot(owner, start);
  expect(afterSending(owner, pool, { kept, free: undefined, now: start + 1, keepDays: 90 })).toMatchObject({
    isChanged: false,
    after: first.after,
  });
  const lost = afterSending(owner, pool, { kept: undefined, free: undefined, now: start + 1, keepDays: 90 });
  expect(lost.after).toMatchObject({ number: undefined, lease: undefined, hadNumber: true });
  expect(countsOf(lost)).toEqual({ recipients: 0, numbers: 0, defaults: 0 });
});

test('what clicks noted stays with the recipient', () => {
  const clicked: Recipient = { ...first.after, clicks: 3, firstClickAt: start + 1 };
  const kept = keptSlot(owner, start);
  const again = afterSending({ ...owner, before: clicked, wanted: wanted('ann', { email: 'a@example.com' }) }, pool, {
    kept,
    free: undefined,
    now: start,
    keepDays: 90,
  });
  expect(again.after).toMatchObject({ clicks: 3, email: 'a@example.com' });
});
