import { readFile, writeFile } from 'node:fs/promises';
import { busiestHour } from '../../../lambdas/capacity/sizing/busiest-hour.ts';
import { publishedLaw, tenureFor } from '../../../lambdas/capacity/sizing/time-to-call.ts';
import { CliError } from '../cli-error.ts';
import { requireDistinctFiles } from '../distinct-files.ts';
import { poolSizeAnswer } from './answer.ts';
import { poolSizeCurve } from './curve.ts';
import type { PoolSizeOptions } from './options.ts';
import { percent, poolSizeText } from './print.ts';
import { readHours } from './read-hours.ts';

/** As pools have it that name none, s. */
const usualLease = 1200;

const mostNumbers = 1_000_000;

/** Says how many numbers a pool needs. Gives what is to be printed. */
export async function poolSize(options: PoolSizeOptions): Promise<string> {
  await requireDistinctFiles({ '--hours': options.hours, '--svg': options.svg });
  const { arrivalsPerHour, words } = await trafficOf(options);
  const leaseSeconds = options.lease ?? usualLease;
  const needed = (arrivalsPerHour / 3600) * Math.max(leaseSeconds, tenureFor(publishedLaw, options.accuracy));
  if (needed > mostNumbers) throw new CliError(`that takes more than ${mostNumbers} numbers`);
  const answer = poolSizeAnswer({ ...options, arrivalsPerHour, leaseSeconds });
  if (options.svg !== undefined) await writeCurve(options.svg, poolSizeCurve(answer));
  return options.json ? `${JSON.stringify(answer, undefined, 2)}\n` : poolSizeText(answer, words);
}

interface AskedTraffic {
  readonly arrivalsPerHour: number;
  /** Where that comes from. */
  readonly words: string;
}

async function trafficOf({ arrivalsPerHour, visitsPerDay, peakShare, hours }: PoolSizeOptions): Promise<AskedTraffic> {
  if (arrivalsPerHour !== undefined) return { arrivalsPerHour, words: `${arrivalsPerHour} visits in the busiest hour` };
  if (visitsPerDay !== undefined) {
    const words = `${visitsPerDay} visits a day, of which ${percent(peakShare)} are taken to fall into the busiest hour`;
    return { arrivalsPerHour: visitsPerDay * peakShare, words };
  }
  if (hours === undefined) {
    throw new CliError('say how many visits there are, by --arrivals-per-hour, --visits-per-day or --hours');
  }
  return busiestOf(hours);
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

async function busiestOf(file: string): Promise<AskedTraffic> {
  const content = await readFile(file).catch((error: unknown) => {
    throw new CliError(`${file} cannot be read`, { cause: error });
  });
  const busiest = busiestHour(readHours(content));
  if (busiest === undefined || busiest.visits === 0) throw new CliError(`${file} tells of no visits`);
  const { weekday, hour, visits, weeks } = busiest;
  const from = `${weekdays[weekday]} ${String(hour).padStart(2, '0')}:00`;
  const visitsInWords = `${Math.round(visits * 10) / 10} visits in the busiest hour of the week, ${from}`;
  return {
    arrivalsPerHour: visits,
    words: weeks === 1 ? visitsInWords : `${visitsInWords}, on average over ${weeks} weeks`,
  };
}

async function writeCurve(file: string, svg: string): Promise<void> {
  await writeFile(file, svg).catch((error: unknown) => {
    throw new CliError(`${file} cannot be written`, { cause: error });
  });
}
