import { readEvidence } from '../../../lambdas/calls/time-to-call/evidence-store.ts';
import { learnPool } from '../../../lambdas/calls/time-to-call/learn-pool.ts';
import { type MeasuredAccuracy, measuredAccuracy } from '../../../lambdas/calls/time-to-call/measured-accuracy.ts';
import { seededRandom } from '../leases/random.ts';
import { openAgenda } from './agenda.ts';
import { openCallDesk } from './call-desk.ts';
import { habits } from './habits.ts';
import { heldByCaller } from './judge.ts';
import { type CurveName, curves, drawn } from './laws.ts';
import type { PlayedCall } from './played-call.ts';
import { leaseSeconds, openShop, pool } from './shop.ts';
import { noteShowings } from './showings.ts';
import { openStreet } from './street.ts';

/** What is to be played, the same for the same seed. */
export interface Scene {
  readonly numbers: number;
  /** Visits in a lease time, as a share of the numbers. */
  readonly load: number;
  readonly curve: CurveName;
  readonly seed: number;
  /** Calls are judged once the pool has so many confirmed ones; and so many are. */
  readonly confirmed: number;
  readonly judged: number;
}

export interface Played {
  readonly calls: readonly PlayedCall[];
  /** Calls until there were as many confirmed ones as wanted. */
  readonly before: number;
  /** How often the present holder was the caller, as the product measures it at the end. */
  readonly measured: MeasuredAccuracy | undefined;
  /** The same in truth, 0 to 1, of the very calls by which it is measured and those beside them. */
  readonly truth: number;
}

const start = 1_790_000_000_000;

/** Lets virtual time go by until enough calls are judged and all is told. Needs an embedded DynamoDB. */
export async function play(scene: Scene): Promise<Played> {
  const random = seededRandom(scene.seed);
  const agenda = openAgenda(start);
  const shop = await openShop(scene.numbers, agenda.now, random);
  const showings = noteShowings();
  const desk = openCallDesk(shop, agenda, random);
  const street = openStreet({ shop, agenda, showings, desk, random, curve: curves[scene.curve] }, scene);
  const visitsPerSecond = (scene.load * scene.numbers) / leaseSeconds;
  const newPerSecond = visitsPerSecond / (1 + habits.returns);
  const nextVisitor = () => drawn([{ share: 1, mean: 1 / newPerSecond }], random);
  const arrive = async () => {
    agenda.later(nextVisitor(), arrive);
    await street.arrive();
  };
  agenda.later(nextVisitor(), arrive);
  await agenda.run();
  const evidence = await readEvidence(shop.settling.calls, pool);
  const measured = measuredAccuracy(evidence, learnPool(evidence, agenda.now()));
  const truth = heldByCaller(desk.truthOf(evidence.map(({ call }) => call))).share;
  return { calls: desk.judged(), before: street.callsBefore(), measured, truth };
}
