import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod';

const task = z.object({ Type: z.string(), Resource: z.string().optional() });
const definitionForm = z.object({ States: z.record(z.string(), task) });

/**
 * How many states a delivery that succeeds at once goes through, as Step Functions bills them: the definition is run, with an attempt that
 * answers so, and the states that it enters are counted.
 */
export async function transitionsOf(definition: string): Promise<number> {
  const parsed: unknown = JSON.parse(definition);
  const names = Object.entries(definitionForm.parse(parsed).States).flatMap(([name, { Type }]) =>
    Type === 'Task' ? [name] : [],
  );
  const attempted = async () => ({ StatusCode: 200, Payload: { next: 'done' } });
  const { result, eventLogs } = new StateMachine(parsed as StateMachineDefinition).run(
    { call: 'c', delivery: 'd', revision: 1 },
    { overrides: { taskResourceLocalHandlers: Object.fromEntries(names.map((name) => [name, attempted])) } },
  );
  let entered = 0;
  for await (const { type } of eventLogs) if (type.endsWith('StateEntered')) entered += 1;
  await result;
  return entered;
}
