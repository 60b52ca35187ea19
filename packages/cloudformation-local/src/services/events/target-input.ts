import * as z from 'zod';

export const targetInput = {
  Input: z.string().optional(),
  InputPath: z.string().optional(),
};

export interface TargetInput {
  readonly Input?: string | undefined;
  readonly InputPath?: string | undefined;
}

/** What the target gets of an event: the event itself, a part of it, or a constant. */
export function inputFor({ Input, InputPath }: TargetInput, event: unknown): unknown {
  if (Input !== undefined) return JSON.parse(Input);
  if (InputPath !== undefined) return valueAt(event, InputPath) ?? {};
  return event;
}

/** Reads a JSON path of plain steps, `$.detail.items[0]`; undefined where it leads nowhere. Throws for any other path language. */
function valueAt(value: unknown, path: string): unknown {
  if (!/^\$(\.[A-Za-z0-9_-]+|\['[^']+'\]|\[\d+\])*$/.test(path)) throw new Error(`the path "${path}" is not known`);
  const steps = [...path.matchAll(/\.([A-Za-z0-9_-]+)|\['([^']+)'\]|\[(\d+)\]/g)];
  return steps.reduce((found, step) => own(found, step[1] ?? step[2] ?? step[3] ?? ''), value);
}

function own(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object') return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
