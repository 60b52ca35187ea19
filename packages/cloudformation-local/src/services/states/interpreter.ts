import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod';
import type { Task } from './tasks.ts';

/** A machine's definition, ready to be run many times. */
export interface Interpreter {
  /** `onStep` is told whenever it begins to work, or to wait: in a state that does nothing else, or until it tries again. */
  run(
    execution: { readonly arn: string; readonly name: string; readonly input: string; readonly started: number },
    onStep: (step: Step) => void,
  ): Running;
}

export type Step = 'works' | 'rests';

export interface Running {
  abort(): void;
  /** `transitions`: states that it entered, and retries, as Step Functions bills them. */
  readonly outcome: Promise<Outcome & { readonly transitions: number }>;
}

type Outcome =
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
    run({ arn, name, input, started }, onStep) {
      const parsed = z.json().parse(JSON.parse(input));
      const StartTime = new Date(started).toISOString();
      const running = loaded.run(parsed, {
        overrides: { taskResourceLocalHandlers },
        context: {
          Execution: { Id: arn, Name: name, Input: parsed, StartTime },
          StateMachine: { Id: machine.arn, Name: machine.name },
        },
      });
      const ended = Promise.all([running.result.then(succeeded, failed), follow(running.eventLogs, onStep)]);
      return { abort: running.abort, outcome: ended.then(([outcome, transitions]) => ({ ...outcome, transitions })) };
    },
  };
}

/** What the interpreter says on its way; of a state, where it is about one. */
interface Event {
  readonly type: string;
  readonly state?: { readonly type: string };
}

/** Until it has ended; gives its transitions. */
async function follow(events: AsyncIterable<Event>, onStep: (step: Step) => void): Promise<number> {
  let transitions = 0;
  for await (const event of events) {
    const begins = event.type === 'StateEntered' || event.type === 'StateRetried';
    if (begins) transitions += 1;
    if (begins) onStep(event.state?.type === 'Wait' ? 'rests' : 'works');
    else if (event.type === 'StateFailed') onStep('rests');
  }
  return transitions;
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
