import { createHash } from 'node:crypto';

/** A name that is the same at every start: `<stack>-<logical id>`, at most 64 characters, distinct where it had to be cut. */
export function physicalName(stackName: string, logicalId: string): string {
  const name = `${stackName}-${logicalId}`;
  if (name.length <= 64) return name;
  return `${name.slice(0, 55)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
