import * as z from 'zod';
import type { Execution, ExecutionLog } from '../services/states/execution-log.ts';
import type { Executions, LocalStateMachine } from '../services/states/executions.ts';
import { AwsError } from './aws-error.ts';
import { type JsonApi, operation } from './json-api.ts';

const byExecution = z.object({ executionArn: z.string() });
const name = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/, '1 to 80 letters, digits, - and _');

/** Start, stop, describe and list executions, and the state machines themselves. */
export function statesApi(executions: Executions, log: ExecutionLog): JsonApi {
  const findMachine = (arn: string): LocalStateMachine => {
    const found = executions.machines.find((machine) => machine.arn === arn);
    if (found) return found;
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  };
  return {
    StartExecution: operation(
      z.object({ stateMachineArn: z.string(), name: name.optional(), input: z.string().default('{}') }),
      (input) => {
        const { arn, started } = executions.start(input.stateMachineArn, input.input, input.name);
        return { executionArn: arn, startDate: started / 1000 };
      },
    ),
    StopExecution: operation(
      byExecution.extend({ error: z.string().optional(), cause: z.string().optional() }),
      ({ executionArn, error = null, cause = null }) => ({
        stopDate: (executions.stop(executionArn, { error, cause }).stopped ?? 0) / 1000,
      }),
    ),
    DescribeExecution: operation(byExecution, ({ executionArn }) => {
      const found = executions.find(executionArn);
      return { ...listed(found), ...ending(found), input: found.input };
    }),
    ListExecutions: operation(
      z.object({
        stateMachineArn: z.string(),
        statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']).optional(),
        maxResults: z.number().max(1000).optional(),
      }),
      ({ stateMachineArn, statusFilter, maxResults }) => ({
        executions: log.list(findMachine(stateMachineArn).arn, statusFilter, maxResults || 100).map(listed),
      }),
    ),
    ListStateMachines: operation(z.object({}), () => ({ stateMachines: executions.machines.map(machineFacts) })),
    DescribeStateMachine: operation(z.object({ stateMachineArn: z.string() }), ({ stateMachineArn }) => {
      const found = findMachine(stateMachineArn);
      return { ...machineFacts(found), status: 'ACTIVE', definition: found.definition, roleArn: '' };
    }),
  };
}

function machineFacts({ arn, name, created }: LocalStateMachine): object {
  return { stateMachineArn: arn, name, type: 'STANDARD', creationDate: created / 1000 };
}

function listed({ arn, machine, name, status, started, stopped }: Execution): object {
  const ended = stopped === null ? {} : { stopDate: stopped / 1000 };
  return { executionArn: arn, stateMachineArn: machine, name, status, startDate: started / 1000, ...ended };
}

function ending({ output, error, cause }: Execution): object {
  return { ...(output !== null && { output }), ...(error !== null && { error }), ...(cause !== null && { cause }) };
}
