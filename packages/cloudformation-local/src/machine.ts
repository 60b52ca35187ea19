import type { Faults } from './faults/faults.ts';
import type { Demand } from './lambda/demand.ts';

/** What every part of a running stack shares: where it keeps data, how it reaches functions, what to start last and stop first. */
export interface Machine {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  /** Absolute folder that survives restarts. */
  readonly dataDirectory: string;
  readonly faults: Faults;
  readonly log: Log;
  /** Environment that lets a stock AWS SDK client reach this machine; given to every function, grows while services start. */
  readonly clientEnvironment: Record<string, string>;
  readonly functions: Functions;
  /** By requests of the distribution and of clients that wait. */
  readonly demand: Demand;
  /** Runs once every resource exists: pollers, schedules, servers. */
  afterCreation(start: () => Promise<void> | void): void;
  /** Runs when the machine stops, last registered first; must end within a second. */
  onStop(stop: () => Promise<void> | void): void;
}

export interface Functions {
  /** By ARN or by name. */
  find(nameOrArn: string): LocalFunction | undefined;
  list(): readonly LocalFunction[];
}

export interface LocalFunction {
  readonly name: string;
  readonly arn: string;
  readonly timeoutSeconds: number;
  /** What waits for it already cannot be answered in time: who can be told to come again should be. */
  readonly isOverloaded: boolean;
  /** Waits its turn, also if it is overloaded. */
  invoke(event: unknown): Promise<Invocation>;
  /** Later requests get new containers. */
  renew(): void;
  /** Nobody waits for what it does: containers that start from now on let those of other functions go first. */
  giveWay(): void;
}

/** A function's answer: a JSON value, or the error that Lambda would report. */
export type Invocation =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: FunctionError };

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
}
