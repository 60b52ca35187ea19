import fc from 'fast-check';
import {
  isOnProbation,
  isWorthRenewing,
  knownActivity,
  type LeaseState,
  type LeaseTimes,
  leaseTimes,
  renewAfterSeconds,
  renewedUntil,
  returnedUntil,
  unconfirmedUntil,
} from '../../../../lambdas/leases/slots/lease-times.ts';

const minute = 60_000;
const hour = 60 * minute;
const usual = leaseTimes({ leaseSeconds: 1200, probationSeconds: 60 });
const now = 1_790_000_000_000;

describe('a lease of 20 minutes with a minute of probation', () => {
  const fresh = { shownAt: now, leasedUntil: unconfirmedUntil(usual, now) };
  const confirmed = { shownAt: now, leasedUntil: renewedUntil(usual, now, now + 5000) };

  test('holds for its probation, and for the whole time once it is confirmed', () => {
    expect(fresh.leasedUntil).toBe(now + minute);
    expect(isOnProbation(usual, fresh)).toBe(true);
    expect(renewAfterSeconds(usual, fresh, now)).toBe(0);
    expect(isWorthRenewing(usual, fresh, now)).toBe(true);
    expect(confirmed.leasedUntil).toBe(now + 20 * minute);
    expect(isOnProbation(usual, confirmed)).toBe(false);
  });

  test('is confirmed at once, also while much of a long probation is left', () => {
    const patient = leaseTimes({ leaseSeconds: 1200, probationSeconds: 600 });
    const lease = { shownAt: now, leasedUntil: unconfirmedUntil(patient, now) };
    expect(isWorthRenewing(patient, lease, now + 1000)).toBe(true);
    expect(renewAfterSeconds(patient, lease, now + 1000)).toBe(0);
  });

  test('is asked for in a second, not at once, when it has run out', () => {
    expect(renewAfterSeconds(usual, confirmed, now + 20 * minute)).toBe(1);
    expect(renewAfterSeconds(usual, confirmed, now + hour)).toBe(1);
  });

  test('is renewed when less than 90 s are left, for 240 s of activity', () => {
    expect(renewAfterSeconds(usual, confirmed, now)).toBe(1200 - 90);
    expect(isWorthRenewing(usual, confirmed, now + 1109_000)).toBe(false);
    expect(isWorthRenewing(usual, confirmed, now + 1110_000)).toBe(true);
    expect(renewedUntil(usual, now, now + 1110_000)).toBe(now + 1110_000 + 240_000);
  });

  test('activity alone does not carry it past 12 hours', () => {
    expect(renewedUntil(usual, now, now + 12 * hour - minute)).toBe(now + 12 * hour);
    const last = { shownAt: now, leasedUntil: now + 12 * hour };
    expect(isWorthRenewing(usual, last, now + 12 * hour)).toBe(false);
    expect(renewAfterSeconds(usual, last, now + 12 * hour)).toBeGreaterThan(60);
  });

  test('a visitor who comes back gets the whole time again, or another probation', () => {
    const later = now + 2 * hour;
    expect(returnedUntil(usual, { ...confirmed, confirmed: true }, later)).toBe(later + 20 * minute);
    expect(returnedUntil(usual, { ...fresh, confirmed: false }, later)).toBe(later + minute);
  });

  test('tells when its visitor was there', () => {
    expect(knownActivity(usual, fresh)).toBe(now);
    expect(knownActivity(usual, confirmed)).toBe(now);
    expect(knownActivity(usual, { shownAt: now, leasedUntil: now + hour })).toBe(now + hour - 4 * minute);
  });
});

test('a lease of days is left alone until its end', () => {
  const days = leaseTimes({ leaseSeconds: 7 * 86_400, probationSeconds: 0 });
  const lease = { shownAt: now, leasedUntil: unconfirmedUntil(days, now) };
  expect(renewAfterSeconds(days, lease, now)).toBe(7 * 86_400 - 90);
});

test('probation never lasts longer than the lease', () => {
  const times = leaseTimes({ leaseSeconds: 60, probationSeconds: 300 });
  expect(unconfirmedUntil(times, now)).toBe(now + minute);
});

test('a short lease is renewed in its last third, and never by more than itself', () => {
  const short = leaseTimes({ leaseSeconds: 60, probationSeconds: 0 });
  const lease = { shownAt: now, leasedUntil: unconfirmedUntil(short, now) };
  expect(isOnProbation(short, lease)).toBe(false);
  expect(renewAfterSeconds(short, lease, now)).toBe(40);
  expect(renewedUntil(short, now, now + 40_000)).toBe(now + 100_000);
});

const pools = fc
  .record({
    leaseSeconds: fc.integer({ min: 60, max: 365 * 86_400 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ leaseSeconds, part }) => leaseTimes({ leaseSeconds, probationSeconds: Math.floor(leaseSeconds * part) }));
const steps = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 48 * hour }), what: fc.constantFrom('active', 'return') }),
  { maxLength: 30 },
);

/** A lease after its visitor has come back or been active, by the rules alone. */
function after(times: LeaseTimes, lease: LeaseState & { confirmed: boolean }, what: string, at: number) {
  if (what === 'return') return { ...lease, shownAt: at, leasedUntil: returnedUntil(times, lease, at) };
  if (!isWorthRenewing(times, lease, at)) return lease;
  return { ...lease, leasedUntil: renewedUntil(times, lease.shownAt, at), confirmed: true };
}

test('leases only grow, whatever their visitors do, and end within bounds', () => {
  fc.assert(
    fc.property(pools, steps, (times, history) => {
      let at = now;
      let lease = { shownAt: at, leasedUntil: unconfirmedUntil(times, at), confirmed: times.probationMs === 0 };
      for (const step of history) {
        at += step.after;
        const before = lease;
        lease = after(times, before, step.what, at);
        // What is worth a write makes the lease longer; nothing makes it shorter.
        const isLonger = lease.leasedUntil > before.leasedUntil;
        expect(isLonger || (lease.leasedUntil === before.leasedUntil && lease.confirmed === before.confirmed)).toBe(
          true,
        );
        expect(lease.leasedUntil).toBeLessThanOrEqual(lease.shownAt + Math.max(12 * hour, times.leaseMs));
        expect(lease.leasedUntil).toBeGreaterThanOrEqual(lease.shownAt + (lease.confirmed ? times.leaseMs : 0));
      }
    }),
  );
});

test('a page that reports after `renewAfterSeconds` comes before the end, and not for nothing', () => {
  fc.assert(
    fc.property(pools, fc.integer({ min: 0, max: 11 * hour }), (times, later) => {
      const activeAt = now + later;
      const lease = { shownAt: now, leasedUntil: renewedUntil(times, now, activeAt) };
      fc.pre(lease.leasedUntil < now + 12 * hour);
      const seconds = renewAfterSeconds(times, lease, activeAt);
      expect(seconds).toBeGreaterThan(0);
      expect(activeAt + seconds * 1000).toBeLessThanOrEqual(lease.leasedUntil);
      expect(isWorthRenewing(times, lease, activeAt + seconds * 1000)).toBe(true);
    }),
  );
});
