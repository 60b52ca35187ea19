import * as z from 'zod';
import type { LookUpSecret } from '../../secret-reference.ts';
import type { Secret, Secrets, SecretVersion } from './secret-file.ts';

/** The labels of a version by its place, the newest being 0. */
export function stagesOf(position: number): string[] {
  return position === 0 ? ['AWSCURRENT'] : ['AWSPREVIOUS'];
}

/** The newest version with this id and stage, and its place; without either the current one. */
export function findVersion(
  { versions }: Secret,
  wanted: { readonly id?: string | undefined; readonly stage?: string | undefined },
): { readonly version: SecretVersion; readonly position: number } | undefined {
  const stage = wanted.stage ?? (wanted.id === undefined ? 'AWSCURRENT' : undefined);
  const position = versions.findIndex(
    ({ id }, index) =>
      (wanted.id === undefined || id === wanted.id) && (stage === undefined || stagesOf(index).includes(stage)),
  );
  const version = versions[position];
  return version && { version, position };
}

/** Finds what dynamic references of the template stand for among the secrets of this machine. */
export function lookUpIn(secrets: Pick<Secrets, 'find'>): LookUpSecret {
  return ({ secret, key, stage, version: id }) => {
    const found = secrets.find(secret);
    if (!found) return { problem: 'names a secret that is not there' };
    const text = findVersion(found, { id, stage })?.version.text;
    if (text === undefined) return { problem: 'names a version without text' };
    if (key === undefined) return { value: text };
    const value = z.record(z.string(), z.unknown()).safeParse(jsonOf(text)).data?.[key];
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return isPlain ? { value: String(value) } : { problem: `names the key "${key}", which the secret does not have` };
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
