import type { Delivery } from '../../../lambdas/deliveries/delivery.ts';
import type { Claim } from '../../../lambdas/deliveries/delivery-claim.ts';
import { finishOf, finishOfAsking, storable } from '../../../lambdas/deliveries/delivery-finish.ts';
import type { Outcome } from '../../../lambdas/deliveries/destinations/outcome.ts';
import { freshDelivery, now } from './delivery-samples.ts';

const known = { dedupe: { key: 'webhook-id', windowSeconds: 86_400 } } as const;
const claimed: Claim = { revision: 1, since: now, attempts: 1, restsUntil: 0, asks: false };

const finish = (outcome: Outcome, { claim = {}, can = known as { dedupe: typeof known.dedupe | 'none' } } = {}) =>
  finishOf(outcome, { delivery: freshDelivery(), claim: { ...claimed, ...claim }, can, now, jitter: 0 });

test('what arrived is remembered as sent', () => {
  expect(finish({ kind: 'delivered' })).toMatchObject({ state: 'delivered', sent: 1 });
  expect(finish({ kind: 'already-there' })).toMatchObject({ state: 'delivered', sent: 1 });
  expect(finish({ kind: 'no-match', detail: 'no such click' })).toMatchObject({
    state: 'delivered',
    reason: 'no such click',
  });
});

test('what the destination calls it is kept, whatever comes later', () => {
  const first = finish({ kind: 'delivered', receipt: '512' });
  expect(first.receipt).toBe('512');
  const delivery = freshDelivery({ sent: 1, receipt: '512' });
  const later = (outcome: Outcome) =>
    finishOf(outcome, { delivery, claim: { ...claimed, revision: 2 }, can: known, now, jitter: 0 }).receipt;
  const outcomes: Outcome[] = [
    { kind: 'delivered' },
    { kind: 'already-there' },
    { kind: 'transient', detail: 'x' },
    { kind: 'unknown', detail: 'x' },
    { kind: 'auth', detail: 'x' },
    { kind: 'rejected', detail: 'x' },
  ];
  expect(outcomes.map(later)).toEqual(outcomes.map(() => '512'));
  expect(later({ kind: 'delivered', receipt: '513' })).toBe('513');
});

test('that it was taken back, and how often, is remembered from then on', () => {
  const arrived = (
    more: Partial<Delivery>,
    revision: number,
    takesBack: boolean,
    kind: 'delivered' | 'no-match' = 'delivered',
  ) =>
    finishOf(kind === 'delivered' ? { kind } : { kind, detail: 'x' }, {
      delivery: freshDelivery(more),
      claim: { ...claimed, revision },
      can: known,
      takesBack,
      now,
      jitter: 0,
    }).takenBack;
  const once = { revision: 2, times: 1 };
  expect(arrived({ sent: 1 }, 2, true)).toEqual(once);
  expect(arrived({ sent: 1 }, 2, true, 'no-match')).toEqual(once);
  expect(arrived({ sent: 2, takenBack: once }, 3, false)).toEqual(once);
  expect(arrived({ sent: 3, takenBack: once }, 4, true)).toEqual({ revision: 4, times: 2 });
  expect(arrived({ sent: 2, takenBack: once }, 3, true)).toEqual({ revision: 3, times: 1 });
  // As versions before left it.
  expect(arrived({ sent: 2, result: 'taken-back' }, 3, false)).toEqual(once);
  expect(arrived({ sent: 1 }, 2, false)).toBeUndefined();
  expect(finish({ kind: 'transient', detail: 'x' })).not.toHaveProperty('takenBack');
});

test('what it was told to be worth is remembered, until it is told another value', () => {
  const value = { minor: 500, currency: 'EUR' };
  const told = (outcome: Outcome, takesBack = false) =>
    finishOf(outcome, { delivery: freshDelivery(), claim: claimed, can: known, takesBack, value, now, jitter: 0 }).told;
  expect(told({ kind: 'delivered' })).toEqual(value);
  expect(told({ kind: 'delivered' }, true)).toBeUndefined();
  expect(told({ kind: 'transient', detail: 'x' })).toBeUndefined();
  expect(told({ kind: 'unknown', detail: 'x' })).toBeUndefined();
});

test('what arrived is not unsure any more', () => {
  const unsure = { revision: 1, since: now - 1000 };
  expect(finish({ kind: 'delivered' }, { claim: { unsure } }).unsure).toBeUndefined();
  expect(finish({ kind: 'transient', detail: 'x' }, { claim: { unsure } }).unsure).toEqual(unsure);
});

test('a failure is tried again by the schedule, and parked after the last attempt', () => {
  const failed = { kind: 'transient', detail: 'the receiver answered 500' } as const;
  expect(finish(failed)).toMatchObject({ state: 'pending', sent: 0, nextAt: now + 5000, reason: failed.detail });
  expect(finish(failed, { claim: { attempts: 9 } })).toMatchObject({ state: 'pending', nextAt: now + 86_400_000 });
  expect(finish(failed, { claim: { attempts: 10 } })).toMatchObject({
    state: 'parked',
    reason: 'given up after 10 attempts: the receiver answered 500',
  });
});

test('a last failure after an attempt without answer says that nobody knows', () => {
  const claim = { attempts: 10, unsure: { revision: 1, since: now - 1000 } };
  expect(finish({ kind: 'transient', detail: 'x' }, { claim }).reason).toContain('unknown whether received');
});

test('a destination gets the pause that it asked for, newer revisions too', () => {
  const throttled = { kind: 'throttled', afterSeconds: 90, detail: 'busy' } as const;
  expect(finish(throttled)).toMatchObject({ nextAt: now + 90_000, restsUntil: now + 90_000 });
  // Its own schedule may be longer; a newer revision need not wait for that.
  expect(finish(throttled, { claim: { attempts: 4 } })).toMatchObject({
    nextAt: now + 7_200_000,
    restsUntil: now + 90_000,
  });
});

test('refused credentials and rejected fields wait for a person', () => {
  expect(finish({ kind: 'auth', detail: '401' })).toMatchObject({
    state: 'pending',
    isHeld: true,
    attempts: 0,
    reason:
      'held when the destination was paused, and sent within minutes of its being resumed: its credentials were refused (401)',
  });
  expect(finish({ kind: 'rejected', field: 'events[0].gclid', detail: 'too long' })).toMatchObject({
    state: 'parked',
    reason: 'rejected (events[0].gclid): too long',
  });
});

test('no answer: again where that is noticed, else parked; newer revisions wait five minutes', () => {
  const unknown = { kind: 'unknown', detail: 'no answer in time' } as const;
  const rest = { unsure: { revision: 1, since: now }, restsUntil: now + 300_000 };
  expect(finish(unknown)).toMatchObject({ state: 'pending', nextAt: now + 5000, ...rest });
  expect(finish(unknown, { can: { dedupe: 'none' } })).toMatchObject({
    state: 'parked',
    reason: 'unknown whether received: no answer in time',
    ...rest,
  });
});

test('no answer after an older value that may have been received leaves both open', () => {
  const claim = { revision: 2, unsure: { revision: 1, since: now - 900_000 } };
  expect(finish({ kind: 'unknown', detail: 'x' }, { claim })).toMatchObject({
    unsure: { revision: 2, since: now, oldest: 1 },
  });
});

test('an answer that leaves it open leaves nothing under way: a newer revision need not wait', () => {
  const finished = finish({ kind: 'unknown', isOver: true, detail: 'answered 500' });
  expect(finished).toMatchObject({ state: 'pending', unsure: { revision: 1, since: now }, nextAt: now + 5000 });
  expect(finished.restsUntil).toBeLessThan(now + 300_000);
});

test('no answer is not tried again where the next attempt would come after the window', () => {
  const claim = { attempts: 9, unsure: { revision: 1, since: now - 1000 } };
  expect(finish({ kind: 'unknown', detail: 'x' }, { claim })).toMatchObject({ state: 'parked', nextAt: now });
});

test('what was accepted is asked about ever more seldom, then left as it is', () => {
  const accepted = finish({ kind: 'accepted', receipt: 'r', afterSeconds: 1800 });
  expect(accepted).toMatchObject({
    state: 'delivered',
    sent: 1,
    receipt: 'r',
    nextAt: now + 1_800_000,
    asking: { asks: 0 },
  });
  const ask = (outcome: Outcome, asks: number) => {
    const delivery = freshDelivery({ sent: 1, state: 'delivered', receipt: 'r', asking: { receipt: 'r', asks } });
    return finishOfAsking(outcome, { delivery, claim: { ...claimed, asks: true }, can: known, now, jitter: 0 });
  };
  expect(ask({ kind: 'delivered' }, 0)).toMatchObject({ state: 'delivered', sent: 1, receipt: 'r' });
  expect(ask({ kind: 'delivered' }, 0).asking).toBeUndefined();
  expect(ask({ kind: 'rejected', detail: 'DENIED_CONSENT' }, 0)).toMatchObject({
    state: 'parked',
    reason: 'accepted, then refused: DENIED_CONSENT',
  });
  expect(ask({ kind: 'unknown', detail: 'x' }, 0)).toMatchObject({
    state: 'delivered',
    nextAt: now + 3_600_000,
    asking: { asks: 1 },
  });
  expect(ask({ kind: 'transient', detail: 'x' }, 7)).toMatchObject({
    state: 'delivered',
    reason: 'accepted; what came of it could not be found out',
  });
  expect(ask({ kind: 'transient', detail: 'x' }, 7).asking).toBeUndefined();
});

test('what a destination said is cut in the middle of a character, and a table takes it all the same', () => {
  const told = finish({ kind: 'rejected', detail: 'Google: Ann \ud83d' });
  expect(storable(told)).toMatchObject({ state: 'parked', reason: 'rejected: Google: Ann \ufffd' });
  const accepted = finish({ kind: 'accepted', receipt: 'r\ud83d', afterSeconds: 1 });
  expect(storable(accepted)).toMatchObject({ receipt: 'r\ufffd', asking: { receipt: 'r\ufffd', asks: 0 } });
  expect(storable(finish({ kind: 'delivered' }))).toEqual(finish({ kind: 'delivered' }));
});
