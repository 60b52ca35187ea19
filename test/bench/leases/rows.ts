import { type Contestant, engine, indexed } from './contestants.ts';
import { daily, dayWithCrowd } from './daily.ts';
import type { FleetShape } from './fleet.ts';
import { lockClient } from './lock-client.ts';
import { atOnce, flashCrowd, steady, type Traffic } from './traffic.ts';

/** One row of the table. */
export interface Run {
  readonly traffic: Traffic;
  readonly contestant: Contestant;
  readonly fleet: FleetShape;
  /** What the table calls a fleet that is not the usual one. */
  readonly routing?: string;
}

/** All rows; with `isQuick` as many as fit into a minute and a half. */
export function rows(isQuick: boolean): Run[] {
  const asked = isQuick ? 100 : 1000;
  const loads = isQuick ? [0.3, 0.7, 1.2] : [0.3, 0.7, 0.9, 1.2, 3];
  return [
    ...[10, 50, 200, 1000].flatMap((numbers) =>
      loads
        .filter((load) => !isQuick || numbers < 200 || load === 0.7)
        .flatMap((load) => steadyRows(steady(numbers, load, asked), isQuick)),
    ),
    ...(isQuick ? [] : [50, 200, 1000].map((numbers) => run(steady(numbers, 0.7, asked), engine, 8))),
    ...[0.3, 0.7].map((load) => run(steady(50, load, asked), engine, 0)),
    ...otherFleets(steady(50, 0.7, asked)),
    ...(isQuick ? [] : otherFleets(steady(200, 0.9, asked))),
    ...(isQuick ? [daily(10)] : [daily(50), daily(200), dayWithCrowd(200)]).flatMap((traffic) => [
      run(traffic, engine, 4),
      run(traffic, indexed, 4),
      ...(traffic.numbers <= 50 ? [run(traffic, lockClient, 4)] : []),
    ]),
    ...crowds(isQuick).flatMap((traffic) => [
      run(traffic, engine, 8),
      run(traffic, indexed, 8),
      ...(traffic.numbers <= 50 ? [run(traffic, lockClient, 8)] : []),
    ]),
  ];
}

function steadyRows(traffic: Traffic, isQuick: boolean): Run[] {
  const { numbers, load = 0 } = traffic;
  const isCompared = !isQuick || (numbers === 50 && load === 0.7);
  // A refusal makes the lock package read all numbers: of a large pool that takes for ever.
  const isBearable = numbers <= 50 || load <= 0.7;
  return [
    run(traffic, engine, 1),
    run(traffic, engine, 4),
    ...(isCompared ? [run(traffic, indexed, 4)] : []),
    ...(isCompared && isBearable ? [run(traffic, lockClient, 4)] : []),
  ];
}

function otherFleets(traffic: Traffic): Run[] {
  return [
    { traffic, contestant: engine, fleet: { count: 4, routing: 'latest' }, routing: 'latest' },
    { traffic, contestant: engine, fleet: { count: 4, deathRate: 0.02 }, routing: 'dying' },
  ];
}

function crowds(isQuick: boolean): Traffic[] {
  if (isQuick) return [atOnce(50, 200), atOnce(200, 200)];
  return [
    flashCrowd(50),
    flashCrowd(200),
    atOnce(50, 50),
    atOnce(50, 200),
    atOnce(200, 200),
    atOnce(1000, 200),
    atOnce(1000, 500),
  ];
}

function run(traffic: Traffic, contestant: Contestant, count: number): Run {
  return { traffic, contestant, fleet: { count } };
}
