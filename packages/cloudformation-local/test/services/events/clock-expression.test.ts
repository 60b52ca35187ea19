import { timetable } from '../../../src/services/events/clock-expression.ts';

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-03-01T00:00:00Z') }); // a Sunday
});
afterEach(() => {
  jest.useRealTimers();
});

/** The moments within so many days at which the schedule ticks. */
async function ticks(expression: string, days: number): Promise<string[]> {
  const seen: string[] = [];
  const stop = timetable(expression)(() => seen.push(new Date().toISOString().slice(0, 16)));
  await jest.advanceTimersByTimeAsync(days * 86_400_000);
  stop();
  await jest.advanceTimersByTimeAsync(3_600_000);
  return seen;
}

test('a rate ticks at its distance, also beyond the longest timer', async () => {
  expect(await ticks('rate(10 hours)', 1)).toEqual(['2026-03-01T10:00', '2026-03-01T20:00']);
  jest.setSystemTime(new Date('2026-03-01T00:00:00Z'));
  expect(await ticks('rate(30 days)', 65)).toEqual(['2026-03-31T00:00', '2026-04-30T00:00']);
});

test('days of the week are counted from 1 = Sunday', async () => {
  expect(await ticks('cron(30 3 ? * 2-3 *)', 1.5)).toEqual(['2026-03-02T03:30']);
  jest.setSystemTime(new Date('2026-03-01T00:00:00Z'));
  expect(await ticks('cron(0 12 ? * SUN *)', 1.5)).toEqual(['2026-03-01T12:00']);
});

test('years count, and hours are those of UTC', async () => {
  expect(await ticks('cron(0 3 2 3 ? 2027)', 1.5)).toEqual([]);
  jest.setSystemTime(new Date('2026-03-01T00:00:00Z'));
  expect(await ticks('cron(0 3 * * ? 2026)', 1)).toEqual(['2026-03-01T03:00']);
});

test.each([
  'rate(0 minutes)',
  'rate(5 weeks)',
  'cron(0 3 * * ?)',
  'cron(99 3 * * ? *)',
  'daily',
  'at(2026-03-01T05:00:00)',
])('%s is an error that names it', (expression) => {
  expect(() => timetable(expression)).toThrow(expression);
});
