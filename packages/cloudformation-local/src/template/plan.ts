import type { ResourceType } from '../resource-type.ts';
import type { LookUpSecret } from '../secret-reference.ts';
import { StartProblem } from '../start-problem.ts';
import { deferred } from './deferred.ts';
import { describeIssues } from './describe-issues.ts';
import { withDynamicValues } from './dynamic-references.ts';
import { ignoredResourceType } from './ignored-resource-types.ts';
import { isMet, type ResolveScope, resolve } from './intrinsics.ts';
import { dependencyOrder } from './order.ts';
import { references } from './references.ts';
import type { Template, TemplateResource } from './template.ts';

/** A resource that is to exist, with the type that brings it to life. */
export interface PlannedResource {
  readonly id: string;
  readonly resource: TemplateResource;
  readonly type: ResourceType<unknown>;
}

/**
 * What to create, in order. Everything that can be said without creating anything is checked first.
 * @throws StartProblem with one sentence for every word of the template that the run does not know
 */
export function planResources(
  template: Template,
  types: readonly ResourceType<unknown>[],
  pseudoParameters: Readonly<Record<string, string>>,
): PlannedResource[] {
  const problems: string[] = [];
  const typeByName = new Map(types.map((type) => [type.type, type]));
  const scopeOf = (subject: string): ResolveScope => ({
    template,
    pseudoParameters,
    reference: (id) => (template.resources.has(id) ? deferred(id) : undefined),
    attribute: (id, name) => deferred(`${id}.${name}`),
    report: (problem) => problems.push(`${subject}: ${problem}.`),
  });
  const planned = new Map<string, PlannedResource>();
  for (const [id, resource] of template.resources) {
    const subject = `Resource ${id} (${resource.Type})`;
    const scope = scopeOf(subject);
    if (resource.Condition !== undefined && !isMet(resource.Condition, scope)) continue;
    for (const needed of resource.DependsOn) {
      if (!template.resources.has(needed)) scope.report(`depends on "${needed}", which the template does not have`);
    }
    const type = typeByName.get(resource.Type) ?? ignoredResourceType(resource.Type);
    const properties = withDynamicValues(resolve(resource.Properties, scope), unknownYet, (problem) =>
      scope.report(problem),
    );
    if (!type) {
      scope.report(`the local run does not know the type "${resource.Type}"`);
      continue;
    }
    const parsed = type.properties.safeParse(properties);
    if (!parsed.success) describeIssues(parsed.error.issues, properties).forEach((phrase) => scope.report(phrase));
    planned.set(id, { id, resource, type });
  }
  for (const [name, output] of template.outputs) {
    const scope = scopeOf(`Output ${name}`);
    const value = resolve(output.Value, scope);
    if (typeof value === 'object') scope.report(`property "Value" is ${JSON.stringify(value)}: it must be text`);
  }
  if (problems.length > 0) throw new StartProblem(problems);
  return inOrder(planned);
}

/** Secrets have their values when they exist. */
const unknownYet: LookUpSecret = ({ secret }) => ({ value: deferred(secret) });

function inOrder(planned: ReadonlyMap<string, PlannedResource>): PlannedResource[] {
  const dependencies = new Map(
    [...planned].map(([id, { resource }]) => [
      id,
      new Set([...references(resource.Properties), ...resource.DependsOn]),
    ]),
  );
  return dependencyOrder(dependencies).flatMap((id) => planned.get(id) ?? []);
}
