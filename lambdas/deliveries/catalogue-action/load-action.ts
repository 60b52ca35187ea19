import * as z from 'zod';
import { definitions } from './definitions.js';

/** What an action calls to send a request, as `fetch` is called; options are those of its own platform. */
export type RequestFunction = (url: string, options?: unknown) => Promise<Response>;

/** What an action is given besides. */
export interface ActionData {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly auth: Readonly<Record<string, string>>;
  readonly hookOutputs: Readonly<Record<string, unknown>>;
  readonly syncMode: string | undefined;
}

const isFunction = (value: unknown) => typeof value === 'function';
const extendRequest = z.custom<(data: ActionData) => unknown>(isFunction);
const perform = z.custom<(request: RequestFunction, data: ActionData) => unknown>(isFunction);

const definition = z.object({
  extendRequest: extendRequest.optional(),
  actions: z.record(
    z.string(),
    z.object({
      fields: z.record(z.string(), z.object({ required: z.unknown().optional(), default: z.unknown().optional() })),
      hooks: z.record(z.string(), z.unknown()).optional(),
      perform,
    }),
  ),
});
// Bundled or not, CommonJS has its default one level down.
const loaded = z.union([
  z.object({ default: z.object({ default: definition }) }).transform((module) => module.default.default),
  z.object({ default: definition }).transform((module) => module.default),
]);

/** An action, with what its destination adds to each of its requests. */
export interface LoadedAction {
  readonly perform: (request: RequestFunction, data: ActionData) => unknown;
  readonly extendRequest: ((data: ActionData) => unknown) | undefined;
  /** As the package describes them, for its own check. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Values that the action has itself for fields that it needs. */
  readonly presets: Readonly<Record<string, unknown>>;
  readonly hooks: readonly string[];
}

/** The action's code; undefined when there is none of that name. */
export async function loadAction(destination: string, name: string): Promise<LoadedAction | undefined> {
  const load = Object.hasOwn(definitions, destination) ? definitions[destination] : undefined;
  if (load === undefined) return undefined;
  const { actions, extendRequest } = loaded.parse(await load());
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) return undefined;
  const { fields, hooks, perform } = action;
  const presets = Object.entries(fields).filter(([, field]) => field.required === true && isConstant(field.default));
  return {
    perform,
    extendRequest,
    fields,
    presets: Object.fromEntries(presets.map(([field, { default: preset }]) => [field, preset])),
    hooks: Object.keys(hooks ?? {}),
  };
}

/** Whether a default says a value, and not where an event of the platform has one. */
function isConstant(preset: unknown): boolean {
  return preset !== undefined && preset !== null && preset !== '' && !JSON.stringify(preset).includes('"@');
}
