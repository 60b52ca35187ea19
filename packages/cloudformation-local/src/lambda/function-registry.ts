import type { Functions } from '../machine.ts';
import type { ManagedFunction } from './managed-function.ts';

/** The functions that exist so far. */
export interface FunctionRegistry extends Functions {
  add(created: ManagedFunction): void;
  managed(name: string): ManagedFunction | undefined;
}

export function createFunctionRegistry(): FunctionRegistry {
  const functions = new Map<string, ManagedFunction>();
  return {
    add: (created) => void functions.set(created.name, created),
    managed: (name) => functions.get(name),
    list: () => [...functions.values()],
    find: (nameOrArn) => functions.get(nameIn(nameOrArn)),
  };
}

/** `name`, `name:$LATEST`, `<account>:function:name` or `arn:aws:lambda:<region>:<account>:function:name[:<version>]`. */
function nameIn(nameOrArn: string): string {
  return /(?:^|:)function:([^:]+)/.exec(nameOrArn)?.[1] ?? nameOrArn.split(':')[0] ?? nameOrArn;
}
