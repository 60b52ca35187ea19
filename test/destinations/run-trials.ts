import type { Table } from '../../lambdas/platform/aws/table.ts';
import { liveThrough } from './conversion-life.ts';
import { judge } from './judge.ts';
import type { StandIn } from './stand-in.ts';
import { misunderstood, type Trial } from './trials.ts';

/** What came of all conversions of one destination. */
export interface Result {
  readonly name: string;
  conversions: number;
  requests: number;
  faults: number;
  kills: number;
  counted: number;
  parked: number;
  /** Withdrawn before it was told, or too old when it could be. */
  untold: number;
  /** What is broken, and in which conversion. */
  readonly wrong: string[];
}

export interface Run {
  readonly calls: Table;
  readonly standIn: StandIn;
  readonly seed: number;
  readonly conversions: number;
}

const share = { faulty: 0.2, killed: 0.05 };

/** Tells a destination of so many conversions, some at a time. */
export async function runTrial(trial: Trial, number: number, run: Run, lanes = 4): Promise<Result> {
  const { name } = trial;
  const result = { name, conversions: 0, requests: 0, faults: 0, kills: 0, counted: 0, parked: 0, untold: 0 };
  const wrong = misunderstood(trial);
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < run.conversions; index = next++) {
      const { life, requests, faults, kills } = await liveThrough(
        { ...run, ...share, trial },
        number * 100_000_000 + index,
      );
      const { end, wrong: broken } = judge(life);
      result.conversions += 1;
      result.requests += requests;
      result.faults += faults;
      result.kills += kills;
      if (end === 'counted') result.counted += 1;
      if (end === 'parked') result.parked += 1;
      if (end === 'not-told') result.untold += 1;
      if (broken.length > 0) wrong.push(`conversion ${index}: ${broken.join('; ')}`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { ...result, wrong };
}

/** One line per destination, and below each what is wrong with it. */
export function tableOf(results: readonly Result[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const line = (name: string, ...cells: readonly (string | number)[]) =>
    `${name.padEnd(width)} ${cells.map((cell) => String(cell).padStart(12)).join('')}`;
  const head = line(
    'destination',
    'conversions',
    'requests',
    'faults',
    'killed',
    'counted',
    'parked',
    'untold',
    'wrong',
  );
  const rows = results.flatMap((each) => [
    line(
      each.name,
      each.conversions,
      each.requests,
      each.faults,
      each.kills,
      each.counted,
      each.parked,
      each.untold,
      each.wrong.length,
    ),
    ...each.wrong.slice(0, 5).map((problem) => `! ${problem}`),
  ]);
  return [head, ...rows].join('\n');
}
