import type { Machine } from './machine.ts';
import type { CreatedResource, ResourceType } from './resource-type.ts';
import type { LookUpSecret } from './secret-reference.ts';
import { StartProblem } from './start-problem.ts';
import { synthesizeIfChanged } from './synth/synthesize.ts';
import { applyChanges } from './template/apply-changes.ts';
import { readAssembly } from './template/assembly.ts';
import { type PlannedResource, planResources } from './template/plan.ts';
import { pseudoParameters } from './template/pseudo-parameters.ts';

export interface ReloadOptions {
  readonly root: string;
  readonly directory: string;
  readonly types: readonly ResourceType<unknown>[];
  readonly created: ReadonlyMap<string, CreatedResource>;
  readonly machine: Machine;
  readonly lookUpSecret: LookUpSecret;
  readonly signal: AbortSignal;
}

/** Makes a function that brings changed sources to the running stack; what does not compile or fit is said, and changes nothing. */
export function createReload(plan: readonly PlannedResource[], options: ReloadOptions): () => Promise<void> {
  const { root, directory, types, created, machine, lookUpSecret, signal } = options;
  const { log } = machine;
  let running = plan;
  return async () => {
    try {
      if (!(await synthesizeIfChanged({ root, directory, log, signal }))) return;
      const assembly = await readAssembly(directory);
      const next = planResources(assembly.template, types, pseudoParameters(machine));
      const { updated, needRestart } = await applyChanges(running, next, { assembly, created, machine, lookUpSecret });
      const waiting = new Set(needRestart);
      // What waits for a restart is compared with what really runs, also the next time.
      running = [...next.filter(({ id }) => !waiting.has(id)), ...running.filter(({ id }) => waiting.has(id))];
      if (updated.length > 0) log.info(`Reloaded ${updated.join(', ')}.`);
      if (needRestart.length > 0) log.warn(`Restart to apply: ${needRestart.join(', ')}`);
    } catch (error) {
      if (signal.aborted) return;
      const sentences = error instanceof StartProblem ? error.sentences : [String(error)];
      log.warn([...sentences, 'The code from before the change keeps running.'].join('\n'));
    }
  };
}
