import { nextDue } from '../../../lambdas/settle/next-due.ts';

const minute = 60_000;
const start = Date.parse('2026-11-20T14:00:00Z');
const rings = { final: false, startedAt: start, finalAt: start + 720 * minute };
const ended = { ...rings, finalAt: start + 41 * minute };
const over = { ...ended, final: true };

test('a call that begins is looked at half an hour later, or as soon as it may be final', () => {
  expect(nextDue(rings, undefined, false, start)).toBe(start + 30 * minute);
  expect(nextDue({ ...ended, finalAt: start + 2 * minute }, undefined, false, start)).toBe(start + 2 * minute);
});

test('its place stays where it is, unless that is too late', () => {
  const before = { ...rings, dueAt: start + 30 * minute };
  expect(nextDue(ended, before, false, start)).toBe(start + 30 * minute);
  expect(nextDue({ ...ended, finalAt: start + 2 * minute }, before, false, start)).toBe(start + 2 * minute);
  expect(nextDue(ended, { ...before, dueAt: rings.finalAt }, false, start)).toBe(ended.finalAt);
});

test('final with something to tell it stays, if that is neither at once nor much later', () => {
  const at = (dueAt?: number) => nextDue(over, { ...ended, dueAt }, true, start);
  expect(at(start + 30 * minute)).toBe(start + 30 * minute);
  expect(at(start + 2 * minute - 1)).toBe(start + 5 * minute);
  expect(at(start + 36 * minute)).toBe(start + 5 * minute);
  expect(at()).toBe(start + 5 * minute);
  expect(nextDue(over, undefined, true, start)).toBe(start + 5 * minute);
});

test('final with nothing to tell it leaves, but not before it is known that what was told before arrived', () => {
  expect(nextDue(over, { ...ended, dueAt: start + 30 * minute }, false, start)).toBeUndefined();
  expect(nextDue(over, { ...over, dueAt: start + 30 * minute }, false, start)).toBe(start + 30 * minute);
  expect(nextDue(over, over, false, start)).toBeUndefined();
});

test('what is part of another is over', () => {
  const part = { ...ended, partOf: 'other' };
  expect(nextDue(part, { ...ended, dueAt: start + 30 * minute }, false, start)).toBeUndefined();
  expect(nextDue(part, { ...ended, dueAt: start + 30 * minute }, true, start)).toBe(start + 30 * minute);
});
