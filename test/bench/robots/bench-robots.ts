import { siteSettings } from '../../../lambdas/settings/sites/site-settings.ts';
import { scriptOptions } from '../../script-options.ts';
import { type Database, startDatabase } from '../leases/database.ts';
import { attack, type Outcome } from './attack.ts';
import { coverages, lostPoints, targetPoints } from './loss.ts';
import { load, numbers, type Scene } from './scene.ts';

const help = `npm run bench:robots [-- --quick]

What a robot takes from visitors: a pool of ${numbers} numbers at load ${load}, and for ten virtual minutes 50 asks a second out of one
network, each as a new visitor with the user agent of a browser, none with a human signal. The product's own allocator,
limit and store functions on an embedded DynamoDB, virtual time. Prints the coverage of the visitors with and without the
robot, and the same with its protections off. Ends with code 1 if the target is missed.

  --quick   one round instead of three
  --help    this`;

/** The protections as a site and a pool have them that say nothing about them. */
const usual = { probationSeconds: 60, newLeasesPerNetwork: siteSettings.shape.newLeasesPerNetwork.parse(undefined) };
const withRobot = { asksPerSecond: 50 };

interface Row {
  readonly scene: Scene;
  readonly isJudged: boolean;
}

/** The first scene with so many containers is the one without a robot. */
const rows: readonly Row[] = [
  { scene: { containers: 1, asksPerSecond: 0, ...usual }, isJudged: false },
  { scene: { containers: 1, ...withRobot, ...usual }, isJudged: true },
  { scene: { containers: 1, ...withRobot, ...usual, newLeasesPerNetwork: 0 }, isJudged: false },
  { scene: { containers: 1, ...withRobot, ...usual, probationSeconds: 0 }, isJudged: false },
  { scene: { containers: 1, ...withRobot, probationSeconds: 0, newLeasesPerNetwork: 0 }, isJudged: false },
  { scene: { containers: 4, asksPerSecond: 0, ...usual }, isJudged: false },
  { scene: { containers: 4, ...withRobot, ...usual }, isJudged: true },
];

async function rounds(database: Database, scene: Scene, count: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let seed = 1; seed <= count; seed++) outcomes.push(await attack(database, scene, seed));
  return outcomes;
}

async function main(): Promise<void> {
  const values = scriptOptions(help, { quick: { type: 'boolean' } });
  const started = performance.now();
  const database = await startDatabase();
  let isMissed = false;
  try {
    say(
      line([
        'cont.',
        'robot',
        'probation',
        'limit',
        'visitors',
        'cover %',
        'lost',
        'after %',
        'lost',
        'leases',
        'held',
        'units',
        'target',
      ]),
    );
    let without: ReturnType<typeof coverages> | undefined;
    for (const { scene, isJudged } of rows) {
      const outcomes = await rounds(database, scene, values.quick ? 1 : 3);
      const reached = coverages(outcomes);
      if (scene.asksPerSecond === 0) without = reached;
      if (without === undefined) throw new Error('there is nothing to compare with');
      const lost = {
        during: lostPoints(without.during, reached.during),
        after: lostPoints(without.after, reached.after),
      };
      const isMet = Math.max(lost.during, lost.after) < targetPoints;
      isMissed ||= isJudged && !isMet;
      const isAlone = scene.asksPerSecond === 0;
      say(
        line([
          String(scene.containers),
          isAlone ? '-' : `${scene.asksPerSecond}/s`,
          scene.probationSeconds === 0 ? 'off' : `${scene.probationSeconds} s`,
          scene.newLeasesPerNetwork === 0 ? 'off' : `${scene.newLeasesPerNetwork}/min`,
          String(reached.during.visitors),
          percent(reached.during.coverage),
          isAlone ? '' : lost.during.toFixed(1),
          percent(reached.after.coverage),
          isAlone ? '' : lost.after.toFixed(1),
          isAlone ? '' : (sum(outcomes, ({ leased }) => leased) / outcomes.length).toFixed(0),
          isAlone ? '' : String(Math.max(...outcomes.map(({ robot }) => robot.mostHeld))),
          isAlone ? '' : unitsPerThousand(outcomes).toFixed(1),
          isJudged ? `< ${targetPoints}: ${isMet ? 'ok' : 'miss'}` : '',
        ]),
      );
    }
  } finally {
    database.stop();
  }
  say(legend);
  say(
    `\n${isMissed ? 'The target is missed' : 'The target is met'}; ${((performance.now() - started) / 1000).toFixed(0)} s.`,
  );
  if (isMissed) process.exitCode = 1;
}

function sum(outcomes: readonly Outcome[], what: (robot: Outcome['robot']) => number): number {
  return outcomes.reduce((total, { robot }) => total + what(robot), 0);
}

function unitsPerThousand(outcomes: readonly Outcome[]): number {
  const units = sum(outcomes, ({ meter }) => meter.readUnits + meter.writeUnits);
  return (1000 * units) / sum(outcomes, ({ asked }) => asked);
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function line(cells: readonly string[]): string {
  const widths = [5, 6, 9, 7, 8, 7, 6, 7, 6, 6, 4, 6];
  return cells
    .map((cell, index) => cell.padStart(widths[index] ?? 0))
    .join('  ')
    .trimEnd();
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const legend = `
cont.      containers at work; visitors and robot are sent to them at random
limit      new leases a minute of one network; the first three in each container are not counted
cover %    visitors with a number of their own while the robot asked, over all rounds; lost: points less than without it
after %    the same in the 20 minutes after that: without probation the robot's numbers are still held
leases     numbers leased to the robot, a round of 30,000 asks; held: at once, at the most
units      read and write units of slots and counts per 1000 asks of the robot`;

await main();
