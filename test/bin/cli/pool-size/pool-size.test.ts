import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PoolSizeAnswer } from '../../../../bin/cli/pool-size/answer.ts';
import type { PoolSizeOptions } from '../../../../bin/cli/pool-size/options.ts';
import { poolSize } from '../../../../bin/cli/pool-size/pool-size.ts';
import { shareOf } from '../../../../bin/cli/pool-size/values.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pool-size-'));
});
afterAll(() => rm(folder, { recursive: true }));

const usual = { peakShare: 0.1, coverage: 0.85, accuracy: 0.9, currency: 'USD' };
const run = (options: Partial<PoolSizeOptions>) => poolSize({ ...usual, ...options });
const json = async (options: Partial<PoolSizeOptions>) =>
  JSON.parse(await run({ ...options, json: true })) as PoolSizeAnswer;

const example = { arrivalsPerHour: 400, lease: 1200 };

test('the numbers for coverage and accuracy, what they reach, and what they cost', async () => {
  expect(await json({ ...example, price: '1.15' })).toMatchObject({
    arrivalsPerHour: 400,
    leaseSeconds: 1200,
    offeredLoad: 136.71,
    numbers: 172,
    numbersForCoverage: 121,
    numbersForAccuracy: 172,
    costPerMonth: { amount: '197.80', currency: 'USD' },
    numbersForUsualCoverages: [
      { coverage: 0.8, numbers: 113, costPerMonth: { amount: '129.95', currency: 'USD' } },
      { coverage: 0.9, numbers: 130 },
      { coverage: 0.95, numbers: 141 },
      { coverage: 0.99, numbers: 156 },
    ],
  });
});

test('the same in words', async () => {
  const text = await run({ ...example, price: '100', currency: 'JPY' });
  expect(text).toContain('400 visits in the busiest hour. A lease of 20 min is held for 20 min 30 s on average:\n');
  expect(text).toMatch(/^numbers +172 {2}\(121 for a coverage of 85 %, 172 for an accuracy of 90 %\)$/m);
  expect(text).toMatch(/^cost +17200 JPY a month$/m);
  expect(text).toMatch(/^ +95 % +141 +89\.6 % +14100$/m);
  expect(text).toContain('However full a pool is, a lease of 25 min 41 s gives the accuracy of 90 %.');
});

test('wanted shares have the digits that were asked, and no others', async () => {
  const file = path.join(folder, 'digits.svg');
  const options = { ...example, coverage: shareOf('99.9999%')!, accuracy: shareOf('7%')!, svg: file };
  const text = await run(options);
  expect(text).toMatch(/^numbers .* for a coverage of 99\.9999 %, \d+ for an accuracy of 7 %\)$/m);
  expect(text).toContain(' gives the accuracy of 7 %.');
  const svg = await readFile(file, 'utf8');
  expect(svg).toContain('>coverage, wanted 99.9999 %<');
  expect(svg).toContain('>accuracy, wanted 7 %<');
  const peakShare = shareOf('0.00000012345%')!;
  expect(await run({ visitsPerDay: 1e6, peakShare })).toContain('of which 0.00000012345 % are taken');
});

test('a day has its busiest hour', async () => {
  expect(await json({ visitsPerDay: 4000 })).toMatchObject({ arrivalsPerHour: 400, numbers: 172 });
  expect(await json({ visitsPerDay: 4000, peakShare: 0.2 })).toMatchObject({ arrivalsPerHour: 800 });
  expect(await run({ visitsPerDay: 4000 })).toContain('of which 10 % are taken to fall into the busiest hour');
});

test('the busiest hour of the week decides', async () => {
  const file = path.join(folder, 'hours.csv');
  await writeFile(file, 'time,visits\n2026-11-16 09:00,40\n2026-11-18 20:00,400\n2026-11-21 11:00,55\n');
  expect(await json({ hours: file })).toMatchObject({ arrivalsPerHour: 400, numbers: 172 });
  expect(await run({ hours: file })).toContain('400 visits in the busiest hour of the week, Wednesday 20:00.');
});

test('the curve is a picture: both lines, from the first number to beyond the last', async () => {
  const file = path.join(folder, 'curve.svg');
  await run({ ...example, svg: file });
  const svg = await readFile(file, 'utf8');
  const lines = [...svg.matchAll(/<polyline points="([^"]+)"/g)].map(([, points]) =>
    points!.split(' ').map((point) => point.split(',').map(Number) as [number, number]),
  );
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line.length).toBeGreaterThan(50);
    expect(line.every(([x, y]) => x >= 60 && x <= 696 && y >= 48 && y <= 352)).toBe(true);
    expect(line.map(([x]) => x)).toEqual(line.map(([x]) => x).toSorted((left, right) => left - right));
  }
  const [coverage] = lines;
  expect(coverage!.at(-1)![1]).toBe(48);
  expect(svg).toContain('>172</text>');
});

test.each<[Partial<PoolSizeOptions>, string]>([
  [{}, 'say how many visits there are, by --arrivals-per-hour, --visits-per-day or --hours'],
  [{ hours: 'gone.csv' }, 'gone.csv cannot be read'],
  [{ visitsPerDay: 4, svg: 'gone/curve.svg' }, 'gone/curve.svg cannot be written'],
  [{ arrivalsPerHour: 1_000_000, lease: 365 * 86_400 }, 'that takes more than 1000000 numbers'],
])('%j is answered with a sentence', async (options, sentence) => {
  await expect(run(options)).rejects.toThrow(sentence);
});

test('hours without visits are said to be', async () => {
  const file = path.join(folder, 'empty.csv');
  await writeFile(file, '2026-11-16 09:00,0\n');
  await expect(run({ hours: file })).rejects.toThrow('tells of no visits');
});
