import { createStackEdge } from './edge/edge-types.ts';
import type { Routes } from './edge/exchange.ts';
import { startEdgeServer } from './edge/server.ts';
import { type Faults, noFaults } from './faults/faults.ts';
import { createFunctionRegistry } from './lambda/function-registry.ts';
import { functionType } from './lambda/function-type.ts';
import type { Functions, Log } from './machine.ts';
import { createMachine } from './running-machine.ts';
import { startServices } from './services/start-services.ts';
import { type Applied, applyChanges } from './template/apply-changes.ts';
import { readAssembly } from './template/assembly.ts';
import { planResources } from './template/plan.ts';
import { pseudoParameters } from './template/pseudo-parameters.ts';
import { createStack } from './template/running-stack.ts';

export interface LocalStackOptions {
  /** Folder of the cloud assembly (`cdk.out`), with one stack. */
  readonly assembly: string;
  /** Absolute folder of what survives restarts; one stack at a time uses it. */
  readonly dataDirectory: string;
  /** Port of the distribution, which outputs and functions name; `listen` opens it. */
  readonly port: number;
  /** Port where AWS clients are answered; 0 takes a free one. */
  readonly awsPort: number;
  readonly log: Log;
  /** Given to every function beside what the template says. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What is not named never happens. */
  readonly faults?: Partial<Faults>;
  /** A DynamoDB to use in place of the embedded one. */
  readonly dynamoDBEndpoint?: string | undefined;
  /** Begins the names of tables that the template does not name: for several stacks on one DynamoDB. */
  readonly tablePrefix?: string | undefined;
  /** How users choose these options, for the sentences that tell them to. */
  readonly optionNames?: { readonly dataDirectory: string; readonly dynamoDBEndpoint: string };
  /**
   * Called after each mail, before its sender gets the answer, with the address of the mail emulator: `GET <address>/store` tells
   * what was sent as JSON. The emulator forgets with the process.
   */
  readonly keepMail?: (emulator: string) => Promise<void>;
  /** Gets the way to stop as soon as there is something to stop. */
  readonly onStarted?: (stop: () => Promise<void>) => void;
}

/** A stack whose resources exist, and whose queues, streams and schedules are at work. */
export interface LocalStack {
  readonly region: string;
  /** The stack's outputs with their local values. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The template's resources by their logical ids: `Type` and `Properties` as written. */
  readonly resources: ReadonlyMap<
    string,
    { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }
  >;
  readonly functions: Functions;
  /** Environment with which a stock AWS SDK client reaches this stack. */
  readonly clientEnvironment: Readonly<Record<string, string>>;
  /** Serves the distribution on the loopback addresses; what `routes` answers does not reach it. */
  listen(routes?: Routes): Promise<void>;
  /**
   * Reads the assembly again, and brings what changed to the running stack.
   * @throws StartProblem when something does not fit; the rest has its changes
   */
  update(): Promise<Applied>;
  /** Runs when the stack stops, last registered first; must end within a second. */
  onStop(stop: () => Promise<void> | void): void;
}

/**
 * Brings the stack of a cloud assembly to life on this machine.
 * @throws StartProblem with a sentence for all that it does not know or cannot create
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const { log, port } = options;
  const assembly = await readAssembly(options.assembly);
  const functions = createFunctionRegistry();
  const machine = createMachine({
    region: assembly.region ?? 'us-east-1',
    stackName: assembly.stackName,
    dataDirectory: options.dataDirectory,
    faults: { ...noFaults, ...options.faults },
    log,
    functions,
  });
  options.onStarted?.(() => machine.stop());
  Object.assign(machine.clientEnvironment, options.environment);

  const host = `localhost:${port}`;
  const edge = createStackEdge(host);
  const { resourceTypes, lookUpSecret } = await startServices(machine, options);
  const types = [...resourceTypes, functionType(functions), ...edge.resourceTypes];
  const planned = (template: typeof assembly.template) => planResources(template, types, pseudoParameters(machine));
  let running = planned(assembly.template);
  const stack = await createStack(assembly, running, machine, lookUpSecret);
  await machine.startAfterCreation();

  return {
    region: machine.region,
    outputs: localOutputs(stack.outputs, host, edge.names()),
    resources: assembly.template.resources,
    functions,
    clientEnvironment: machine.clientEnvironment,
    onStop: (stop) => machine.onStop(stop),
    listen: (routes) =>
      startEdgeServer(port, async (request) => (await routes?.(request)) ?? edge.handle(request), machine),
    update: async () => {
      const changed = await readAssembly(options.assembly);
      const next = planned(changed.template);
      const preparation = { assembly: changed, created: stack.created, machine, lookUpSecret };
      const applied = await applyChanges(running, next, preparation);
      const waiting = new Set(applied.needRestart);
      // What waits for a restart is compared with what really runs, also the next time.
      running = [...next.filter(({ id }) => !waiting.has(id)), ...running.filter(({ id }) => waiting.has(id))];
      return applied;
    },
  };
}

/** The distribution's address has no TLS here, and none of its names leads here. */
function localOutputs(
  outputs: Readonly<Record<string, string>>,
  host: string,
  names: readonly string[],
): Record<string, string> {
  const addresses = [host, ...names].map((name) => `https://${name}`);
  const here = (value: string) => (addresses.includes(value) ? `http://${host}` : value);
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, here(value)]));
}
