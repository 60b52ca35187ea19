import type { LookUpSecret, SecretReference } from '../secret-reference.ts';

/**
 * A property's value with every dynamic reference (`{{resolve:secretsmanager:...}}`) in its texts replaced by what it stands for.
 * Intrinsic functions must be resolved before, as they put references together.
 * @param report takes a phrase for each reference that cannot be resolved; it then stays as it is
 */
export function withDynamicValues(value: unknown, lookUp: LookUpSecret, report: (problem: string) => void): unknown {
  if (typeof value === 'string') return textWithValues(value, lookUp, report);
  if (Array.isArray(value)) return value.map((inner) => withDynamicValues(inner, lookUp, report));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withDynamicValues(inner, lookUp, report)]),
  );
}

function textWithValues(text: string, lookUp: LookUpSecret, report: (problem: string) => void): string {
  return text.replace(/\{\{resolve:([^{}]*)\}\}/g, (whole, inner: string) => {
    const reference = secretReference(inner);
    if (!reference) {
      report(`unknown dynamic reference "${whole}"`);
      return whole;
    }
    const found = lookUp(reference);
    if ('value' in found) return found.value;
    report(`the dynamic reference "${whole}" ${found.problem}`);
    return whole;
  });
}

/** `secretsmanager:<name or ARN>[:SecretString[:<key>[:<stage>[:<version>]]]]`; what is left empty is left out. */
const toSecret = /^secretsmanager:(arn(?::[^:]*){6}|[^:]+)(?::SecretString(?::([^:]*)(?::([^:]*)(?::([^:]*))?)?)?)?$/;

function secretReference(inner: string): SecretReference | undefined {
  const [, secret, key, stage, version] = toSecret.exec(inner) ?? [];
  if (secret === undefined) return undefined;
  return { secret, ...(key && { key }), ...(stage && { stage }), ...(version && { version }) };
}
