import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod';
import type { Task } from './tasks.ts';

/** A machine's definition, ready to be run many times. */
export interface Interpreter {
  run(execution: {
    readonly arn: string;
    readonly name: string;
    readonly input: string;
    readonly started: number;
  }): Running;
}

export interface Running {
  abort(): void;
  readonly outcome: Promise<Outcome>;
}

export type Outcome =
  | { readonly status: 'SUCCEEDED'; readonly output: string }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error: string | null;
      readonly cause: string | null;
    };

const asDefinition = z.custom<StateMachineDefinition>((value) => typeof value === 'object');

/** Loads the interpreter, which is only worth its time where a template has a state machine, and checks the definition with it. */
export async function interpreter(
  machine: { readonly arn: string; readonly name: string },
  checkedDefinition: unknown,
  tasks: ReadonlyMap<string, Task>,
): Promise<Interpreter> {
  const { StateMachine } = await import('aws-local-stepfunctions');
  const loaded = new StateMachine(asDefinition.parse(checkedDefinition));
  const taskResourceLocalHandlers = Object.fromEntries(tasks);
  return {
    run({ arn, name, input, started }) {
      const parsed = z.json().parse(JSON.parse(input));
      const StartTime = new Date(started).toISOString();
      const running = loaded.run(parsed, {
        overrides: { taskResourceLocalHandlers },
        context: {
          Execution: { Id: arn, Name: name, Input: parsed, StartTime },
          StateMachine: { Id: machine.arn, Name: machine.name },
        },
      });
      return { abort: running.abort, outcome: running.result.then(succeeded, failed) };
    },
  };
}

function succeeded(output: unknown): Outcome {
  return { status: 'SUCCEEDED', output: JSON.stringify(output ?? null) };
}

const executionError = z.object({
  name: z.string(),
  message: z.string(),
  cause: z.object({ name: z.string(), message: z.string().optional() }).optional().catch(undefined),
});

function failed(error: unknown): Outcome {
  const { name, message, cause } = executionError.parse(error);
  if (name === 'ExecutionAbortedError') return { status: 'ABORTED', error: null, cause: null };
  if (name === 'ExecutionTimeoutError') return { status: 'TIMED_OUT', error: null, cause: null };
  return { status: 'FAILED', error: cause?.name ?? name, cause: cause?.message ?? message };
}
