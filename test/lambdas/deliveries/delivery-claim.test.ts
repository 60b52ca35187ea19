import { decideClaim } from '../../../lambdas/deliveries/delivery-claim.ts';
import { freshDelivery, now } from './delivery-samples.ts';

const known = { dedupe: { key: 'webhook-id', windowSeconds: 86_400 } } as const;
const counting = { dedupe: 'none' } as const;

const decide = (more: Parameters<typeof freshDelivery>[0], can: typeof known | typeof counting = known, revision = 1) =>
  decideClaim(freshDelivery(more), revision, can, now);

test('a new delivery is claimed at once', () => {
  expect(decide({})).toEqual({
    kind: 'claim',
    claim: { revision: 1, since: now, attempts: 1, restsUntil: 0, asks: false },
  });
});

test('only the wanted revision is sent', () => {
  expect(decide({ wanted: 2 })).toEqual({ kind: 'done' });
});

test.each(['delivered', 'parked', 'skipped'] as const)(
  'what is %s stays so until a newer revision is wanted',
  (state) => {
    expect(decide({ attempted: 1, state })).toEqual({ kind: 'done' });
    expect(decide({ attempted: 1, state, wanted: 2 }, known, 2)).toMatchObject({
      kind: 'claim',
      claim: { attempts: 1 },
    });
  },
);

test('an attempt waits for its time, and for the attempt that is on its way', () => {
  expect(decide({ attempted: 1, attempts: 2, nextAt: now + 7500 })).toEqual({ kind: 'wait', seconds: 8 });
  expect(decide({ sending: { revision: 1, since: now - 1000 }, attempted: 1 })).toEqual({ kind: 'wait', seconds: 5 });
  expect(decide({ sending: { revision: 1, since: now - 118_500 }, attempted: 1 })).toEqual({
    kind: 'wait',
    seconds: 2,
  });
});

test('a claim without outcome is sent again only where that is noticed', () => {
  const dead = { revision: 1, since: now - 120_000 };
  const died = { sending: dead, attempted: 1, attempts: 1 };
  expect(decide(died)).toMatchObject({ kind: 'claim', claim: { dead, unsure: dead, attempts: 2 } });
  expect(decide(died, counting)).toMatchObject({
    kind: 'park',
    reason: 'unknown whether received',
    claim: { dead, attempts: 1 },
  });
});

test('who died after an older value that may have been received leaves both open', () => {
  const died = { sending: { revision: 2, since: now - 400_000 }, attempted: 2, attempts: 1, wanted: 2 };
  const unsure = (before: object) => decideClaim(freshDelivery({ ...died, ...before }), 2, known, now);
  const both = { revision: 2, since: now - 400_000, oldest: 1 };
  expect(unsure({ unsure: { revision: 1, since: now - 900_000 } })).toMatchObject({ claim: { unsure: both } });
  expect(unsure({ unsure: both })).toMatchObject({ claim: { unsure: both } });
});

test('the window counts from the first time that it may have been received', () => {
  const unsure = (ago: number) => ({
    attempted: 1,
    attempts: 3,
    unsure: { revision: 1, since: now - ago },
    sending: { revision: 1, since: now - 200_000 },
  });
  expect(decide(unsure(86_399_000))).toMatchObject({ kind: 'claim', claim: { unsure: { since: now - 86_399_000 } } });
  expect(decide(unsure(86_400_000))).toMatchObject({ kind: 'park' });
});

test('a newer revision waits five minutes after what was not answered, and until the destination had its pause', () => {
  const died = { sending: { revision: 1, since: now - 200_000 }, attempted: 1, attempts: 1, wanted: 2 };
  expect(decide(died, counting, 2)).toEqual({ kind: 'wait', seconds: 100 });
  expect(decide({ attempted: 1, wanted: 2, restsUntil: now + 60_000 }, counting, 2)).toEqual({
    kind: 'wait',
    seconds: 60,
  });
  // Not the time of the older revision's next attempt.
  expect(decide({ attempted: 1, attempts: 9, nextAt: now + 1e8, wanted: 2 }, known, 2)).toMatchObject({
    kind: 'claim',
  });
});

test('an attempt that died as the last one is parked', () => {
  const died = { sending: { revision: 1, since: now - 200_000 }, attempted: 1, attempts: 10 };
  expect(decide(died)).toMatchObject({ kind: 'park', reason: 'unknown whether received' });
});

test('what was accepted is asked about when its time has come', () => {
  const accepted = { attempted: 1, state: 'delivered', sent: 1, asking: { receipt: 'r', asks: 0 } } as const;
  expect(decide({ ...accepted, nextAt: now + 1000 })).toEqual({ kind: 'wait', seconds: 1 });
  expect(decide({ ...accepted, attempts: 1 }, counting)).toMatchObject({
    kind: 'claim',
    claim: { asks: true, attempts: 1 },
  });
});

describe('a newer revision, where nobody knows whether the older one was received', () => {
  const hours = (ago: number) => ({
    wanted: 2,
    attempted: 1,
    attempts: 3,
    unsure: { revision: 1, since: now - ago * 3_600_000 },
  });
  const first = { ...known, restate: false } as const;
  const adjusting = { ...known, restate: true, adjusts: true } as const;

  const forGood = { ...adjusting, retractsForGood: true } as const;
  const sent = { ...hours(1), wanted: 3, attempted: 2, sent: 1, unsure: { revision: 2, since: now - 3_600_000 } };

  test.each([
    ['is lost where the older one took it back for good', { ...sent, takingBack: 2 }, 'park'],
    [
      'is lost there, too, when it is tried again',
      { ...sent, takingBack: 2, unsure: { revision: 3, oldest: 2, since: now - 3_600_000 } },
      'park',
    ],
    [
      'takes it back again',
      { ...sent, takingBack: 3, unsure: { revision: 3, oldest: 3, since: now - 3_600_000 } },
      'claim',
    ],
    ['is none of what was taken back for good', { ...sent, takenBack: { revision: 1, times: 1 } }, 'park'],
    ['changes what was sold again', { ...sent, takenBack: { revision: 0, times: 1 } }, 'claim'],
    ['changes what another attempt could not take back', { ...sent, takingBack: 1 }, 'claim'],
  ] as const)('%s', (_what, more, kind) => {
    expect(decideClaim(freshDelivery(more), 3, forGood, now).kind).toBe(kind);
  });

  test.each([
    ['goes as a new value', { ...known, restate: true }, hours(1), 'claim'],
    ['goes as a new value, whenever that is', { ...counting, restate: true }, hours(100), 'claim'],
    ['goes to who keeps the first, as long as it is known again', first, hours(23), 'claim'],
    ['might count twice after that', first, hours(25), 'park'],
    ['might count twice where nothing is known again', { ...counting, restate: false }, hours(1), 'park'],
    ['might be lost on who only adjusts what it has', adjusting, hours(1), 'park'],
    ['is not lost where an even older one was received', adjusting, { ...hours(1), sent: 1 }, 'claim'],
    ['goes out when a person decided so', adjusting, { ...hours(1), unsure: { revision: 0, since: 0 } }, 'claim'],
  ] as const)('%s', (_what, can, more, kind) => {
    expect(decideClaim(freshDelivery(more), 2, can, now).kind).toBe(kind);
  });
});
