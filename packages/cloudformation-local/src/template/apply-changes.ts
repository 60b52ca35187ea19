import { StartProblem } from '../start-problem.ts';
import { ignoredResourceType } from './ignored-resource-types.ts';
import type { PlannedResource } from './plan.ts';
import { type Preparation, prepareRequest } from './running-stack.ts';

export interface Applied {
  /** Logical ids of what took its changes while running. */
  readonly updated: readonly string[];
  /** Logical ids of what is changed, new or gone, and can only be so after a restart. */
  readonly needRestart: readonly string[];
}

/**
 * Brings a newly synthesized stack to the running one, as far as that goes without a restart.
 * @throws StartProblem when a resource refuses its changes; the others have theirs
 */
export async function applyChanges(
  running: readonly PlannedResource[],
  next: readonly PlannedResource[],
  preparation: Omit<Preparation, 'problems'>,
): Promise<Applied> {
  const before = new Map(running.map((planned) => [planned.id, planned]));
  const after = new Set(next.map(({ id }) => id));
  const gone = running.filter(({ id }) => !after.has(id));
  const changed = next.filter((planned) => textOf(planned) !== textOf(before.get(planned.id)));

  const updated: string[] = [];
  const needRestart: string[] = gone.filter(matters).map(({ id }) => id);
  const problems: string[] = [];
  for (const planned of changed.filter(matters)) {
    const isSameType = before.get(planned.id)?.resource.Type === planned.resource.Type;
    if (!isSameType || !planned.type.update) {
      needRestart.push(planned.id);
      continue;
    }
    try {
      const request = prepareRequest(planned, { ...preparation, problems });
      if (!request) continue;
      await planned.type.update(request, preparation.machine);
      updated.push(planned.id);
    } catch (error) {
      problems.push(...(error instanceof StartProblem ? error.sentences : [`${planned.id}: ${String(error)}`]));
    }
  }
  if (problems.length > 0) throw new StartProblem(problems);
  return { updated, needRestart };
}

function matters({ resource }: PlannedResource): boolean {
  return ignoredResourceType(resource.Type) === undefined;
}

function textOf(planned: PlannedResource | undefined): string {
  return planned ? JSON.stringify([planned.resource.Type, planned.resource.Properties]) : '';
}
