import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults } from './faults/faults.ts';
import { demand } from './lambda/demand.ts';
import type { Functions, Log, Machine } from './machine.ts';

/** A part that does not stop by itself is left to the end of the process. */
const stopMilliseconds = 1000;

export interface RunningMachine extends Machine {
  /** Everything was created: starts what waited for that, in the order it was registered. */
  startAfterCreation(): Promise<void>;
  /** Stops all parts, last registered first. */
  stop(): Promise<void>;
}

export interface MachineSettings {
  readonly region: string;
  readonly stackName: string;
  readonly dataDirectory: string;
  readonly faults: Faults;
  readonly log: Log;
  readonly functions: Functions;
}

export function createMachine(settings: MachineSettings): RunningMachine {
  mkdirSync(settings.dataDirectory, { recursive: true });
  const starts: (() => Promise<void> | void)[] = [];
  const stops: (() => Promise<void> | void)[] = [];
  return {
    ...settings,
    accountId: '000000000000',
    demand: demand(),
    clientEnvironment: {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_DEFAULT_REGION: settings.region,
      AWS_REGION: settings.region,
      AWS_SECRET_ACCESS_KEY: 'local',
    },
    afterCreation: (start) => void starts.push(start),
    onStop: (stop) => void stops.push(stop),
    startAfterCreation: async () => {
      for (const start of starts.splice(0)) await start();
    },
    stop: async () => {
      for (const stop of stops.splice(0).reverse()) {
        await Promise.race([attempt(stop, settings.log), sleep(stopMilliseconds, undefined, { ref: false })]);
      }
    },
  };
}

async function attempt(stop: () => Promise<void> | void, log: Log): Promise<void> {
  try {
    await stop();
  } catch (error) {
    log.warn(`A part did not stop cleanly: ${error instanceof Error ? error.message : String(error)}`);
  }
}
