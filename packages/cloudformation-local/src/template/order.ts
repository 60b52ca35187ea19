import { StartProblem } from '../start-problem.ts';

/**
 * Names in an order in which each comes after all that it depends on; otherwise as they were given.
 * @throws StartProblem that names a circle
 */
export function dependencyOrder(dependencies: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const ordered = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (ordered.has(id)) return;
    if (path.includes(id)) {
      throw new StartProblem([
        `The template's resources depend on each other in a circle: ${[...path, id].join(' -> ')}.`,
      ]);
    }
    for (const needed of dependencies.get(id) ?? []) {
      if (dependencies.has(needed)) visit(needed, [...path, id]);
    }
    ordered.add(id);
  };
  for (const id of dependencies.keys()) visit(id, []);
  return [...ordered];
}
