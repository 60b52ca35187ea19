import { startDatabase } from '../leases/database.ts';
import { attack } from './attack.ts';
import { coverages, lostPoints, targetPoints } from './loss.ts';
import { arrivals, times } from './scene.ts';

test('visitors are told apart by when they came', () => {
  const visitors = [
    { at: 0, isCovered: true },
    { at: times.robotEnds - 1, isCovered: false },
    { at: times.robotEnds, isCovered: true },
  ];
  const robot = { asked: 0, leased: 0, mostHeld: 0, meter: { reads: 0, writes: 0, readUnits: 0, writeUnits: 0 } };
  const { during, after } = coverages([{ visitors, robot }]);
  expect(during).toEqual({ visitors: 2, coverage: 0.5 });
  expect(after).toEqual({ visitors: 1, coverage: 1 });
  expect(lostPoints(after, during)).toBe(50);
});

test('with one seed the same visitors come', () => {
  expect(arrivals(1)).toEqual(arrivals(1));
  expect(arrivals(1)).not.toEqual(arrivals(2));
});

test('a robot that is limited and on probation takes next to nothing; without both it takes all', async () => {
  const database = await startDatabase();
  try {
    const scene = { containers: 1, asksPerSecond: 50, probationSeconds: 60, newLeasesPerNetwork: 10 };
    const held = await attack(database, scene, 1);
    expect(held.robot.asked).toBe(30_000);
    expect(held.robot.leased).toBeLessThanOrEqual(11 * 10);
    expect(100 * coverages([held]).during.coverage).toBeGreaterThan(100 - targetPoints);
    const free = await attack(database, { ...scene, probationSeconds: 0, newLeasesPerNetwork: 0 }, 1);
    expect(coverages([free]).during.coverage).toBeLessThan(0.1);
  } finally {
    database.stop();
  }
});
