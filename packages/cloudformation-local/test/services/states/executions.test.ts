import { DatabaseSync } from 'node:sqlite';
import type { Machine } from '../../../src/machine.ts';
import { executionLog } from '../../../src/services/states/execution-log.ts';
import { executions } from '../../../src/services/states/executions.ts';
import { eventually } from '../../eventually.ts';

test('the end of an execution that cannot be written is written later, and ends nothing else', async () => {
  const database = new DatabaseSync(':memory:');
  const log = executionLog(database);
  const warnings: string[] = [];
  const machine = {
    afterCreation: () => {},
    onStop: () => {},
    log: { info: () => {}, warn: (text: string) => warnings.push(text) },
  } as unknown as Machine;
  const all = executions(machine, log);
  const pages = () => Number(Object.values(database.prepare('PRAGMA page_count').get()!)[0]);
  const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:push';
  all.add({
    arn,
    name: 'push',
    created: 0,
    definition: '{}',
    interpreter: {
      run: () => ({
        abort: () => {},
        outcome: Promise.resolve().then(() => {
          // The disk is full from now on.
          database.exec(`PRAGMA max_page_count = ${pages()}`);
          return {
            status: 'SUCCEEDED' as const,
            output: 'x'.repeat(100_000),
            error: null,
            cause: null,
            transitions: 1,
          };
        }),
      }),
    },
  });
  const { arn: execution } = all.start(arn, '{}', 'one');
  await eventually(async () => warnings.length > 0);
  expect(warnings[0]).toContain('The disk of the data folder cannot be written: it is full.');
  expect(all.find(execution).status).toBe('RUNNING');
  database.exec('PRAGMA max_page_count = 10000');
  await eventually(async () => all.find(execution).status === 'SUCCEEDED');
});
