import { erlangCoverage } from './erlang-b.ts';
import { ideal } from './ideal.ts';
import { seededRandom } from './random.ts';
import { calledWithin } from './time-to-call.ts';
import { steady } from './traffic.ts';
import { virtualTime } from './virtual-time.ts';

const minute = 60_000;

test('the law of the time to call is the published one', () => {
  const shares = [15, 20, 30, 45, 60, 120, 180].map((minutes) => calledWithin(minutes * minute));
  for (const [index, share] of [0.818, 0.869, 0.914, 0.937, 0.946, 0.957, 0.961].entries()) {
    expect(shares[index]).toBeCloseTo(share, 2);
  }
  expect(calledWithin(0)).toBe(0);
});

test("Erlang's formula gives the sizes of the tables", () => {
  expect(erlangCoverage(4, 2)).toBeGreaterThan(0.9);
  expect(erlangCoverage(13, 10)).toBeGreaterThan(0.9);
  expect(erlangCoverage(12, 10)).toBeLessThan(0.9);
  expect(erlangCoverage(458, 500)).toBeCloseTo(0.9, 2);
});

test('the ideal policy covers what the formula says', () => {
  const traffic = steady(20, 0.9, 40_000);
  expect(Math.abs(ideal(traffic).coverage - erlangCoverage(20, 18))).toBeLessThan(0.01);
});

test('virtual time passes in order, and stands still for real work', async () => {
  const time = virtualTime(1000);
  const seen: [number, string][] = [];
  const note = (what: string) => seen.push([time.now(), what]);
  const random = seededRandom(1);
  const sleepers = Array.from({ length: 50 }, async (_, index) => {
    const ms = Math.floor(random() * 100);
    await time.sleep(ms);
    await time.standStillFor(new Promise((done) => setTimeout(done, index % 3)));
    note(String(ms));
  });
  await time.run();
  await Promise.all(sleepers);
  expect(seen).toHaveLength(50);
  for (const [at, what] of seen) expect(at).toBe(1000 + Number(what));
});
