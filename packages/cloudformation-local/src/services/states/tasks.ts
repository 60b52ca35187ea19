import * as z from 'zod';
import type { Invocation, LocalFunction, Machine } from '../../machine.ts';

type Json = z.infer<ReturnType<typeof z.json>>;
/** The failure of a task: the interpreter matches `name` against Retry and Catch, and `message` becomes the Cause. */
class TaskError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}

/** Runs one task with the input that its Parameters made; fails with a `TaskError`. */
export type Task = (input: unknown) => Promise<Json>;

export interface TaskServices {
  sendMessage(input: Readonly<Record<string, unknown>>): Promise<unknown>;
  putEvents(entries: readonly unknown[]): Promise<unknown>;
}

const invocation = z.object({ FunctionName: z.string(), Payload: z.unknown(), InvocationType: z.string().optional() });
const message = z.looseObject({ QueueUrl: z.string(), MessageBody: z.unknown() });
const events = z.object({ Entries: z.array(z.looseObject({ Detail: z.unknown() })) });

/** The work behind a task's Resource; the definition was checked to name no other. */
export function task(resource: string, machine: Machine, services: TaskServices): Task {
  switch (resource) {
    case 'arn:aws:states:::lambda:invoke':
      return async (input) => {
        const { FunctionName, Payload = {} } = parse(invocation, input);
        const payload = result(await find(machine, FunctionName).invoke(Payload));
        return { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
      };
    case 'arn:aws:states:::sqs:sendMessage':
      return async (input) => {
        const { MessageBody, ...rest } = parse(message, input);
        return call(() => services.sendMessage({ ...rest, MessageBody: text(MessageBody) }), 'SQS.SdkClientException');
      };
    case 'arn:aws:states:::events:putEvents':
      return async (input) => {
        const entries = parse(events, input).Entries.map((entry) => ({ ...entry, Detail: text(entry.Detail) }));
        return call(() => services.putEvents(entries), 'EventBridge.SdkClientException');
      };
    default:
      return async (input) => result(await find(machine, resource).invoke(input));
  }
}

function find(machine: Machine, name: string): LocalFunction {
  const found = machine.functions.find(name) ?? machine.functions.find(name.replace(/:[^:]+$/, ''));
  if (found) return found;
  throw new TaskError('Lambda.ResourceNotFoundException', `Function not found: ${name}`);
}

function result(answer: Invocation): Json {
  if (answer.ok) return z.json().parse(answer.payload ?? null);
  throw new TaskError(answer.error.errorType, JSON.stringify(answer.error));
}

async function call(send: () => Promise<unknown>, name: string): Promise<Json> {
  try {
    return z.json().parse(await send());
  } catch (error) {
    throw new TaskError(name, error instanceof Error ? error.message : String(error));
  }
}

function parse<Value>(schema: z.ZodType<Value>, input: unknown): Value {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new TaskError('States.Runtime', z.prettifyError(parsed.error));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
