import type * as z from 'zod';
import { isDeferred } from './deferred.ts';

type Issue = z.core.$ZodIssue;

/**
 * One phrase for each thing that a schema has against a value; names the word at fault by its path.
 * Issues about the content of something that is not known yet are left out.
 */
export function describeIssues(issues: readonly Issue[], value: unknown): string[] {
  // An unknown word first: what is missing is often the word that was meant.
  const isUnknown = (issue: Issue) => (issue.code === 'unrecognized_keys' ? 0 : 1);
  return [...issues]
    .sort((a, b) => isUnknown(a) - isUnknown(b))
    .flatMap((issue) => describeIssue(issue, value))
    .filter((phrase, at, all) => all.indexOf(phrase) === at);
}

function describeIssue(issue: Issue, value: unknown): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `unknown property "${[...issue.path, key].join('.')}"`);
  }
  const found = valueAt(value, issue.path);
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branch = mostFittingBranch(issue.errors);
    return describeIssues(
      branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
      value,
    );
  }
  if (isDeferred(found)) return [];
  const where = issue.path.length === 0 ? 'properties' : `property "${issue.path.join('.')}"`;
  if (found === undefined) return [`${where} is missing`];
  return [`${where} is ${brief(found)}: ${issue.message}`];
}

/** The alternative that the value comes closest to: the one whose first complaint lies deepest, then the shortest list. */
function mostFittingBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
  return [...branches].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

function brief(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
