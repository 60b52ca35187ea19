import * as z from 'zod';
import { readPath } from './input-path.ts';

export const targetInput = {
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .strictObject({ InputPathsMap: z.record(z.string(), z.string()).optional(), InputTemplate: z.string() })
    .optional(),
};

export interface TargetInput {
  readonly Input?: string | undefined;
  readonly InputPath?: string | undefined;
  readonly InputTransformer?:
    | { readonly InputPathsMap?: Record<string, string> | undefined; readonly InputTemplate: string }
    | undefined;
}

/** What the target gets of an event: the event itself, a part of it, a constant, or a template filled from it. */
export function inputFor(
  target: TargetInput,
  event: unknown,
  rule: { readonly arn: string; readonly name: string },
): unknown {
  if (target.Input !== undefined) return JSON.parse(target.Input);
  if (target.InputPath !== undefined) return readPath(event, target.InputPath) ?? {};
  if (target.InputTransformer === undefined) return event;
  const { InputPathsMap = {}, InputTemplate } = target.InputTransformer;
  const values = new Map<string, unknown>([
    ['aws.events.rule-arn', rule.arn],
    ['aws.events.rule-name', rule.name],
    ['aws.events.event', event],
    ['aws.events.event.json', event],
    ['aws.events.event.ingestion-time', readPath(event, '$.time')],
    ...Object.entries(InputPathsMap).map(([name, path]): [string, unknown] => [name, readPath(event, path)]),
  ]);
  const filled = fill(InputTemplate, values);
  try {
    return JSON.parse(filled);
  } catch {
    return filled;
  }
}

/** A placeholder inside quotes becomes text, elsewhere a JSON value; an absent one is empty text or null. */
function fill(template: string, values: ReadonlyMap<string, unknown>): string {
  let quoted = false;
  return template.replace(/\\.|"|<([A-Za-z0-9_.-]+)>/gs, (found, name: string | undefined) => {
    if (found === '"') quoted = !quoted;
    if (name === undefined) return found;
    if (!values.has(name)) throw new Error(`the input template names <${name}>, which is not in its paths`);
    const value = values.get(name);
    if (!quoted) return JSON.stringify(value ?? null);
    const text = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
    return JSON.stringify(text).slice(1, -1);
  });
}
