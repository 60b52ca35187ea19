import { conditionMet } from './conditions.ts';
import { deferred, isDeferred } from './deferred.ts';
import { splitAttribute, substitution } from './references.ts';
import type { Template } from './template.ts';

export interface ResolveScope {
  readonly template: Template;
  readonly pseudoParameters: Readonly<Record<string, string>>;
  /** What `Ref` of a resource gives; undefined if the template has no such resource. */
  reference(id: string): string | undefined;
  /** What `Fn::GetAtt` gives; undefined if the resource has no such attribute. */
  attribute(id: string, name: string): string | undefined;
  /** Takes a phrase for each word that cannot be resolved; a stand-in takes its place, so that one pass finds them all. */
  report(problem: string): void;
}

/** What `AWS::NoValue` leaves behind: the property or list entry is dropped. */
const noValue = Symbol('AWS::NoValue');

/** A value of the template with every intrinsic function replaced by what it stands for. */
export function resolve(value: unknown, scope: ResolveScope): unknown {
  const resolved = resolveInner(value, scope);
  return resolved === noValue ? undefined : resolved;
}

function resolveInner(value: unknown, scope: ResolveScope): unknown {
  if (Array.isArray(value)) {
    return value.map((inner) => resolveInner(inner, scope)).filter((inner) => inner !== noValue);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const call = entries.find(([key]) => key === 'Ref' || key.startsWith('Fn::'));
  if (call && entries.length === 1) return evaluate(call[0], call[1], scope);
  if (call?.[0].startsWith('Fn::')) return failed(`"${call[0]}" has other keys beside it`, scope);
  const [[key, target] = []] = entries;
  if (entries.length === 1 && isNameOfSomething(target, scope)) {
    return failed(`unknown intrinsic function "${key}"`, scope);
  }
  return Object.fromEntries(
    entries
      .map(([key, inner]): [string, unknown] => [key, resolveInner(inner, scope)])
      .filter(([, inner]) => inner !== noValue),
  );
}

type Intrinsic = (argument: unknown, scope: ResolveScope) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => (typeof name === 'string' ? reference(name, scope) : malformed('Ref', scope)),
  'Fn::GetAtt': (argument, scope) => {
    const target = splitAttribute(argument);
    return target ? attribute(target.id, target.attribute, scope) : malformed('Fn::GetAtt', scope);
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, scope);
    if (typeof separator !== 'string' || !Array.isArray(parts)) return malformed('Fn::Join', scope);
    return parts.map((part) => text(part, 'Fn::Join', scope)).join(separator);
  },
  'Fn::Sub': (argument, scope) => {
    if (typeof argument !== 'string') return malformed('Fn::Sub', scope);
    return argument
      .replace(substitution, (_, name: string) => {
        const target = splitAttribute(name);
        return String(target ? attribute(target.id, target.attribute, scope) : reference(name, scope));
      })
      .replaceAll('${!', '${');
  },
  'Fn::Select': (argument, scope) => {
    const [index, parts] = list(argument, scope);
    if (!Array.isArray(parts)) return malformed('Fn::Select', scope);
    const chosen: unknown = parts[Number(index)];
    if (chosen === undefined && isDeferred(parts)) return deferred('part');
    return chosen ?? failed(`"Fn::Select" has no entry ${String(index)}`, scope);
  },
  'Fn::Split': (argument, scope) => {
    const [separator, whole] = list(argument, scope);
    if (typeof separator !== 'string' || typeof whole !== 'string') return malformed('Fn::Split', scope);
    return whole.split(separator);
  },
  'Fn::If': (argument, scope) => {
    const [condition, met, otherwise]: unknown[] = Array.isArray(argument) ? argument : [];
    if (typeof condition !== 'string') return malformed('Fn::If', scope);
    return resolveInner(isMet(condition, scope) ? met : otherwise, scope);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = list(argument, scope).map(String);
    const found = scope.template.mappings[map ?? '']?.[first ?? '']?.[second ?? ''];
    return found ?? failed(`"Fn::FindInMap" has no entry ${[map, first, second].join('.')}`, scope);
  },
};

function evaluate(name: string, argument: unknown, scope: ResolveScope): unknown {
  const intrinsic = Object.hasOwn(intrinsics, name) ? intrinsics[name] : undefined;
  return intrinsic ? intrinsic(argument, scope) : failed(`unknown intrinsic function "${name}"`, scope);
}

/** Whether the named condition is met; conditions see parameters and pseudo parameters, no resources. */
export function isMet(condition: string, scope: ResolveScope): boolean {
  return conditionMet(condition, {
    conditions: scope.template.conditions,
    resolve: (value) => resolve(value, scope),
    report: (problem) => scope.report(problem),
  });
}

function reference(name: string, scope: ResolveScope): unknown {
  if (name === 'AWS::NoValue') return noValue;
  const pseudo = scope.pseudoParameters[name];
  if (pseudo !== undefined) return pseudo;
  const parameter = scope.template.parameters[name];
  if (parameter) return parameter.Default ?? failed(`parameter "${name}" has no default`, scope);
  return scope.reference(name) ?? failed(`refers to "${name}", which the template does not have`, scope);
}

function attribute(id: string, name: string, scope: ResolveScope): unknown {
  if (scope.reference(id) === undefined) return failed(`refers to "${id}", which the template does not have`, scope);
  const type = scope.template.resources.get(id)?.Type ?? 'its type';
  return scope.attribute(id, name) ?? failed(`asks ${id} (${type}) for the unknown attribute "${name}"`, scope);
}

function list(argument: unknown, scope: ResolveScope): unknown[] {
  return Array.isArray(argument) ? argument.map((inner) => resolveInner(inner, scope)) : [];
}

/** Only intrinsic functions name resources and pseudo parameters, so anything else that does is a misspelt one. */
function isNameOfSomething(value: unknown, { template, pseudoParameters }: ResolveScope): boolean {
  return typeof value === 'string' && (template.resources.has(value) || value in pseudoParameters);
}

/** A part of a text: what is no plain value cannot be one. */
function text(part: unknown, name: string, scope: ResolveScope): string {
  const isPlain = typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean';
  return isPlain ? String(part) : failed(`"${name}" cannot take ${JSON.stringify(part)} as text`, scope);
}

function malformed(name: string, scope: ResolveScope): string {
  return failed(`"${name}" has an argument that does not fit`, scope);
}

function failed(problem: string, scope: ResolveScope): string {
  scope.report(problem);
  return deferred(problem);
}
