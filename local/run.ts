import path from 'node:path';
import { serveLocalPath } from './demo-routes.ts';
import { createStackEdge } from './edge/edge-types.ts';
import type { EdgeRequest } from './edge/exchange.ts';
import { startEdgeServer } from './edge/server.ts';
import { ensureFree } from './free-ports.ts';
import { inboxRoutes } from './inbox/inbox-routes.ts';
import { openInbox } from './inbox/open-inbox.ts';
import { createFunctionRegistry } from './lambda/function-registry.ts';
import { functionType } from './lambda/function-type.ts';
import type { Log, Machine } from './machine.ts';
import { mailboxRoutes } from './mailbox/mailbox-routes.ts';
import type { LocalRunOptions } from './options.ts';
import { openReceived } from './received-database.ts';
import { createReload } from './reload.ts';
import { createMachine } from './running-machine.ts';
import { startServices } from './services/start-services.ts';
import { findInstanceArn } from './softphone/instance.ts';
import { softphoneRoutes } from './softphone/softphone-routes.ts';
import { startSoftphone } from './softphone/start-softphone.ts';
import { asStartProblem } from './start-problem.ts';
import { synthesizeIfChanged } from './synth/synthesize.ts';
import { watchSources } from './synth/watch-sources.ts';
import { readAssembly } from './template/assembly.ts';
import { planResources } from './template/plan.ts';
import { pseudoParameters } from './template/pseudo-parameters.ts';
import { createStack } from './template/running-stack.ts';

export interface LocalRunSettings {
  readonly options: LocalRunOptions;
  /** Folder of the project. */
  readonly root: string;
  readonly log: Log;
  /** Ends a synthesis that is under way. */
  readonly signal: AbortSignal;
  /** Gets the way to stop as soon as there is something to stop. */
  onStarted(stop: () => Promise<void>): void;
  /** Makes the running product ready for use: called when it answers, before pages are served. */
  prepare(running: PreparedRun): Promise<void>;
}

export interface PreparedRun {
  readonly url: string;
  /** The stack's outputs with their local values. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly machine: Machine;
  /** The secret that the inbox shows, for the demo's webhook. */
  readonly webhookSecret: string;
}

/**
 * Runs the synthesized stack on this machine, and resolves when it can be used.
 * @throws StartProblem with sentences for whoever started it
 */
export async function runLocally(settings: LocalRunSettings): Promise<PreparedRun> {
  const { options, root, log, signal } = settings;
  const ports = { LEASELINE_PORT: options.port, LEASELINE_AWS_PORT: options.awsPort };
  await ensureFree(ports);
  const directory = options.assemblyDirectory;
  if (options.synthesizes) await synthesizeIfChanged({ root, directory, log, signal });
  const assembly = await readAssembly(directory);

  const functions = createFunctionRegistry();
  const machine = createMachine({
    region: assembly.region ?? 'us-east-1',
    stackName: assembly.stackName,
    dataDirectory: options.dataDirectory,
    faults: options.faults,
    log,
    functions,
  });
  settings.onStarted(() => machine.stop());
  machine.clientEnvironment.PRIVATE_DESTINATIONS = options.privateDestinations;
  machine.clientEnvironment.LOOPBACK_VISITORS = options.loopbackVisitors;
  try {
    const host = `localhost:${options.port}`;
    const edge = createStackEdge(host);
    const received = openReceived(machine);
    const services = await startServices(machine, { awsPort: options.awsPort, received });
    const types = [...services.resourceTypes, functionType(functions), ...edge.resourceTypes];
    const plan = planResources(assembly.template, types, pseudoParameters(machine));
    const stack = await createStack(assembly, plan, machine, services.lookUpSecret);
    await machine.startAfterCreation();

    const outputs = localOutputs(stack.outputs, host, edge.names());
    let open = () => {};
    const isPrepared = new Promise<void>((resolve) => {
      open = resolve;
    });
    const inbox = openInbox(received, options.dataDirectory);
    const receive = inboxRoutes(inbox);
    const instanceArn = findInstanceArn([...assembly.template.resources.values()]);
    const softphone = softphoneRoutes(startSoftphone(machine, outputs, instanceArn), instanceArn);
    const routes = [softphone, mailboxRoutes(services.mailbox)];
    const localPaths = { demoFolder: path.join(root, 'web/demo'), outputs, routes };
    const handle = async (request: EdgeRequest) => {
      // What an earlier run left to be sent may arrive before all is prepared.
      const receiving = receive(request);
      if (receiving !== undefined) return receiving;
      // Pages wait until all is prepared; calls with a key do not, they prepare it.
      if (!request.headers.has('authorization')) await isPrepared;
      return (await serveLocalPath(localPaths, request)) ?? edge.handle(request);
    };
    await startEdgeServer(options.port, handle, machine);
    const run = { url: `http://${host}`, outputs, machine, webhookSecret: inbox.signingSecret };
    await settings.prepare(run);
    open();
    if (options.synthesizes) {
      const { lookUpSecret } = services;
      const running = { root, directory, types, created: stack.created, machine, lookUpSecret, signal };
      const reload = createReload(plan, running);
      watchSources(root, machine, reload);
    }
    return run;
  } catch (error) {
    throw asStartProblem(error, ports);
  }
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
