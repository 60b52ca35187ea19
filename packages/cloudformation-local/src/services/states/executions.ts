import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws/aws-error.ts';
import { diskProblem } from '../../disk-problem.ts';
import type { Machine } from '../../machine.ts';
import type { Execution, ExecutionLog } from './execution-log.ts';
import type { Interpreter, Running } from './interpreter.ts';
import { createTurns, type Turns } from './turns.ts';

export interface LocalStateMachine {
  readonly arn: string;
  readonly name: string;
  readonly created: number;
  /** As the template has it, substitutions done. */
  readonly definition: string;
  readonly interpreter: Interpreter;
}

export interface Executions {
  readonly machines: readonly LocalStateMachine[];
  add(machine: LocalStateMachine): void;
  /** A name may be used once; the same name and input gives the execution that runs already. */
  start(machineArn: string, input: string, name?: string): Execution;
  stop(arn: string, reason: { readonly error: string | null; readonly cause: string | null }): Execution;
  find(arn: string): Execution;
}

const unfinished = { stopped: null, output: null, error: null, cause: null, transitions: 0 };

/**
 * So many executions of one machine are at work at a time: each container of a function is kept busy, and none of them waits for one
 * so long that its task times out. It would be tried again while its first request still waits, and the queue would never end.
 */
export const mostAtWork = 16;

/** ms */
const saveAgainAfter = 1000;

export function executions(machine: Machine, log: ExecutionLog): Executions {
  const machines = new Map<string, { readonly known: LocalStateMachine; readonly turns: Turns }>();
  const running = new Map<string, Running>();
  let stopping = false;

  /** Whether it runs: it may have been stopped while it waited for its turn, which it does on disk. */
  function begin(arn: string): boolean {
    if (stopping) return false;
    const execution = log.find(arn);
    const found = execution && machines.get(execution.machine);
    if (execution?.status !== 'RUNNING' || found === undefined) return false;
    run(execution, found.known.interpreter, found.turns);
    return true;
  }

  function run(execution: Execution, interpreter: Interpreter, turns: Turns): void {
    const started = interpreter.run(execution, (step) => turns[step](execution.arn));
    running.set(execution.arn, started);
    void started.outcome.then((outcome) => {
      running.delete(execution.arn);
      // What a stop of the machine broke off goes on at the next start; what StopExecution ended is written already.
      if (!stopping && outcome.status !== 'ABORTED') end({ ...execution, stopped: Date.now(), ...outcome });
      turns.rests(execution.arn);
    });
  }

  function end(ended: Execution): void {
    saveEnded(ended);
    if (ended.status === 'SUCCEEDED') return;
    machine.log.warn(`Execution ${ended.name} ${ended.status}: ${ended.error ?? ''} ${ended.cause ?? ''}`);
  }

  /** Where it cannot be written that an execution has ended, it counts as running meanwhile, and a restart runs it once more. */
  function saveEnded(ended: Execution): void {
    try {
      log.save(ended);
    } catch (error) {
      machine.log.warn(`Execution ${ended.name}: its end is not written. ${diskProblem(error) ?? String(error)}`);
      if (!stopping) setTimeout(() => saveEnded(ended), saveAgainAfter).unref();
    }
  }

  machine.afterCreation(() => {
    // The interpreter cannot resume in the middle: it starts from the beginning, and the work itself must bear that.
    for (const execution of log.running()) {
      const found = machines.get(execution.machine);
      if (found) found.turns.queue(execution.arn);
      else log.save({ ...execution, status: 'ABORTED', stopped: Date.now() });
    }
  });
  machine.onStop(() => {
    stopping = true;
    for (const each of running.values()) each.abort();
  });

  const find = (arn: string): Execution => {
    const found = log.find(arn);
    if (found) return found;
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  };

  return {
    get machines() {
      return [...machines.values()].map(({ known }) => known);
    },
    add: (added) => {
      const turns = machines.get(added.arn)?.turns ?? createTurns(mostAtWork, begin);
      machines.set(added.arn, { known: added, turns });
    },
    start(machineArn, input, name = randomUUID()) {
      const found = machines.get(machineArn);
      if (found === undefined) {
        throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machineArn}'`);
      }
      checkInput(input);
      const arn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
      const existing = log.find(arn);
      if (existing?.status === 'RUNNING' && existing.input === input) return existing;
      if (existing) throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      const execution: Execution = {
        arn,
        machine: machineArn,
        name,
        input,
        status: 'RUNNING',
        started: Date.now(),
        ...unfinished,
      };
      log.save(execution);
      found.turns.queue(arn);
      return execution;
    },
    stop(arn, reason) {
      const execution = find(arn);
      if (execution.status !== 'RUNNING') return execution;
      const stopped: Execution = { ...execution, ...reason, status: 'ABORTED', stopped: Date.now() };
      log.save(stopped);
      running.get(arn)?.abort();
      return stopped;
    },
    find,
  };
}

function checkInput(input: string): void {
  if (Buffer.byteLength(input) > 262_144) throw new AwsError('ValidationException', 'The input is over 256 KB.');
  try {
    JSON.parse(input);
  } catch {
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${input.slice(0, 100)}'`);
  }
}
