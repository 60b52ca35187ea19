import { DatabaseSync } from 'node:sqlite';
import type { Machine } from '../../../src/machine.ts';
import { executionLog } from '../../../src/services/states/execution-log.ts';
import { type Executions, executions, mostAtWork } from '../../../src/services/states/executions.ts';
import { interpreter } from '../../../src/services/states/interpreter.ts';
import type { Task } from '../../../src/services/states/tasks.ts';
import { eventually } from '../../eventually.ts';

const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:push';
const definition = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      TimeoutSeconds: 1,
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 5 }],
      Next: 'What next',
    },
    'What next': {
      Type: 'Choice',
      Choices: [{ Variable: '$.wait', NumericGreaterThan: 0, Next: 'Wait' }],
      Default: 'Done',
    },
    Wait: { Type: 'Wait', SecondsPath: '$.wait', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A state machine whose task is this, on a log of its own. */
async function machineWith(task: Task) {
  const log = executionLog(new DatabaseSync(':memory:'));
  const machine = {
    afterCreation: () => {},
    onStop: (stop: () => void) => stops.push(stop),
    log: { info: () => {}, warn: () => {} },
  };
  const all = executions(machine as unknown as Machine, log);
  const loaded = await interpreter({ arn, name: 'push' }, definition, new Map([['Ask', task]]));
  all.add({ arn, name: 'push', created: 0, definition: '{}', interpreter: loaded });
  return { all, log };
}

const startMany = (all: Executions, many: number, input: object) =>
  Array.from({ length: many }, (_, number) => all.start(arn, JSON.stringify({ ...input, number }), `n${number}`));

test('however many start at once, few are at work, none times out for waiting its turn, and each goes through its states once', async () => {
  let [asked, atWork, most] = [0, 0, 0];
  let free = Promise.resolve();
  // One at a time, as a function with one container: the last of all would have to wait for 3 s, which is more than a task may take.
  const { all, log } = await machineWith(async () => {
    asked += 1;
    atWork += 1;
    most = Math.max(most, atWork);
    const mine = free.then(() => new Promise<void>((resolve) => setTimeout(resolve, 10)));
    free = mine;
    await mine;
    atWork -= 1;
    return { wait: 0 };
  });
  const started = startMany(all, 300, {});
  expect(log.running()).toHaveLength(300);
  await eventually(async () => log.running().length === 0);
  expect(asked).toBe(300);
  expect(most).toBe(mostAtWork);
  const ended = started.map(({ arn }) => all.find(arn));
  expect(ended.filter(({ status, transitions }) => status !== 'SUCCEEDED' || transitions !== 3)).toEqual([]);
});

test('who waits, or will be tried again later, keeps nobody from work', async () => {
  const { all, log } = await machineWith(async (input) => {
    if (JSON.stringify(input).includes('fails')) throw new Error('not now');
    return { wait: JSON.stringify(input).includes('waits') ? 3600 : 0 };
  });
  for (let number = 0; number < 2 * mostAtWork; number++) all.start(arn, '{"what":"waits"}');
  for (let number = 0; number < 2 * mostAtWork; number++) all.start(arn, '{"what":"fails"}');
  const last = all.start(arn, '{}');
  await eventually(async () => all.find(last.arn).status === 'SUCCEEDED');
  expect(log.running()).toHaveLength(4 * mostAtWork);
});

test('what is stopped before its turn does not begin', async () => {
  const inputs: string[] = [];
  const gate = Promise.withResolvers<void>();
  const { all, log } = await machineWith(async (input) => {
    inputs.push(JSON.stringify(input));
    await gate.promise;
    return { wait: 0 };
  });
  const started = startMany(all, mostAtWork + 2, {});
  const stopped = started[mostAtWork]!;
  all.stop(stopped.arn, { error: null, cause: 'enough' });
  gate.resolve();
  await eventually(async () => log.running().length === 0);
  expect(inputs).toHaveLength(mostAtWork + 1);
  expect(inputs).not.toContain(stopped.input);
  expect(all.find(stopped.arn)).toMatchObject({ status: 'ABORTED', cause: 'enough' });
});

test('a retry counts as a transition, as Step Functions bills it', async () => {
  let asked = 0;
  const { all } = await machineWith(async () => {
    asked += 1;
    if (asked === 1) throw new Error('not now');
    return { wait: 0 };
  });
  const { arn: one } = all.start(arn, '{}');
  await eventually(async () => all.find(one).status === 'SUCCEEDED');
  expect(all.find(one).transitions).toBe(4);
});
