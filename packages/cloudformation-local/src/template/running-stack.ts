import { createHash } from 'node:crypto';
import type { Machine } from '../machine.ts';
import type { CreatedResource, ResourceRequest } from '../resource-type.ts';
import type { LookUpSecret } from '../secret-reference.ts';
import { StartProblem } from '../start-problem.ts';
import type { Assembly } from './assembly.ts';
import { describeIssues } from './describe-issues.ts';
import { withDynamicValues } from './dynamic-references.ts';
import { isMet, type ResolveScope, resolve } from './intrinsics.ts';
import type { PlannedResource } from './plan.ts';
import { pseudoParameters } from './pseudo-parameters.ts';

/** The resources that exist, and what else the template says about them. */
export interface RunningStack {
  readonly created: ReadonlyMap<string, CreatedResource>;
  /** The stack's outputs by name. */
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Creates all resources, each after those it refers to.
 * @throws StartProblem when one cannot be created; what depends on it is left out, the others are still tried, so that all problems are told at once
 */
export async function createStack(
  assembly: Assembly,
  plan: readonly PlannedResource[],
  machine: Machine,
  lookUpSecret: LookUpSecret,
): Promise<RunningStack> {
  const created = new Map<string, CreatedResource>();
  const problems: string[] = [];
  for (const planned of plan) {
    const request = prepareRequest(planned, { assembly, machine, created, lookUpSecret, problems });
    if (!request) continue;
    try {
      created.set(planned.id, await planned.type.create(request, machine));
    } catch (error) {
      problems.push(...sentencesOf(error, planned));
    }
  }
  const outputs = problems.length > 0 ? {} : resolveOutputs(assembly, machine, created, problems);
  if (problems.length > 0) throw new StartProblem(problems);
  return { created, outputs };
}

export interface Preparation {
  readonly assembly: Assembly;
  readonly machine: Machine;
  /** What exists so far. */
  readonly created: ReadonlyMap<string, CreatedResource>;
  readonly lookUpSecret: LookUpSecret;
  /** Gets a sentence for everything that cannot be resolved. */
  readonly problems: string[];
}

/** What a resource's type is asked for, with every reference resolved; undefined (and problems added) if that is not possible. */
export function prepareRequest(
  { id, resource, type }: PlannedResource,
  { assembly, machine, created, lookUpSecret, problems }: Preparation,
): ResourceRequest<unknown> | undefined {
  const subject = `Resource ${id} (${resource.Type})`;
  const before = problems.length;
  let hasFailedDependency = false;
  const scope = scopeOf(assembly, machine, created, (problem) => problems.push(`${subject}: ${problem}.`));
  const resolved = resolve(resource.Properties, {
    ...scope,
    reference: (name) => {
      hasFailedDependency ||= assembly.template.resources.has(name) && !created.has(name);
      return scope.reference(name) ?? (hasFailedDependency ? '' : undefined);
    },
    attribute: (name, attribute) => scope.attribute(name, attribute) ?? (hasFailedDependency ? '' : undefined),
  });
  const properties = hasFailedDependency
    ? resolved
    : withDynamicValues(resolved, lookUpSecret, (problem) => scope.report(problem));
  const parsed = type.properties.safeParse(properties);
  if (hasFailedDependency || problems.length > before) return undefined;
  if (!parsed.success) {
    problems.push(...describeIssues(parsed.error.issues, properties).map((phrase) => `${subject}: ${phrase}.`));
    return undefined;
  }
  return {
    logicalId: id,
    physicalName: physicalName(machine.stackName, id),
    properties: parsed.data,
    assetDirectory: (objectKey) => {
      const directory = assembly.assetDirectory(objectKey);
      if (directory === undefined) throw new StartProblem([`${subject}: the asset "${objectKey}" is not in cdk.out.`]);
      return directory;
    },
  };
}

/** A name that is the same at every start: `<stack>-<logical id>`, at most 64 characters, distinct where it had to be cut. */
export function physicalName(stackName: string, logicalId: string): string {
  const name = `${stackName}-${logicalId}`;
  if (name.length <= 64) return name;
  return `${name.slice(0, 55)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

function resolveOutputs(
  assembly: Assembly,
  machine: Machine,
  created: ReadonlyMap<string, CreatedResource>,
  problems: string[],
): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [name, output] of assembly.template.outputs) {
    const scope = scopeOf(assembly, machine, created, (problem) => problems.push(`Output ${name}: ${problem}.`));
    if (output.Condition !== undefined && !isMet(output.Condition, scope)) continue;
    outputs[name] = String(resolve(output.Value, scope));
  }
  return outputs;
}

function scopeOf(
  { template }: Assembly,
  machine: Machine,
  created: ReadonlyMap<string, CreatedResource>,
  report: (problem: string) => void,
): ResolveScope {
  return {
    template,
    pseudoParameters: pseudoParameters(machine),
    reference: (id) => created.get(id)?.ref,
    attribute: (id, name) => {
      const attributes = created.get(id)?.attributes ?? {};
      return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    },
    report,
  };
}

function sentencesOf(error: unknown, { id, resource }: PlannedResource): readonly string[] {
  if (error instanceof StartProblem) return error.sentences;
  const reason = error instanceof Error ? error.message : String(error);
  return [`Resource ${id} (${resource.Type}) could not be created: ${reason}.`];
}
