import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { recordLog } from '../../src/services/kinesis/record-log.ts';
import { checkPoints } from '../../src/services/sources/check-points.ts';
import { openStateDatabase } from '../../src/services/state-database.ts';
import { type Execution, executionLog } from '../../src/services/states/execution-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a folder serves one run at a time, and is free again after it', () => {
  const first = openStateDatabase(folder);
  expect(() => openStateDatabase(folder, 'SOME_FOLDER')).toThrow(
    /Another local run uses the data folder .*SOME_FOLDER/,
  );
  first.close();
  openStateDatabase(folder).close();
});

test('check-points, records and executions are there after a restart', () => {
  const execution: Execution = {
    arn: 'a',
    machine: 'm',
    name: 'n',
    input: '{}',
    status: 'RUNNING',
    started: Date.now(),
    stopped: null,
    output: null,
    error: null,
    cause: null,
    transitions: 0,
  };
  let database = openStateDatabase(folder);
  checkPoints(database).write('reader', '7');
  checkPoints(database).write('new', null);
  const sequence = recordLog(database).append('stream', 'key', Buffer.from('data'));
  executionLog(database).save(execution);
  database.close();

  database = openStateDatabase(folder);
  expect(checkPoints(database).read('reader')).toBe('7');
  expect(checkPoints(database).read('new')).toBeNull();
  expect(checkPoints(database).read('nobody')).toBeUndefined();
  const [record] = recordLog(database).read('stream', undefined, 10);
  expect(record).toMatchObject({ sequence, partitionKey: 'key' });
  expect(Buffer.from(record!.data).toString()).toBe('data');
  expect(recordLog(database).read('stream', sequence, 10)).toEqual([]);
  expect(executionLog(database).running()).toEqual([execution]);
  expect(executionLog(database).list('m', 'FAILED', 10)).toEqual([]);
  database.close();
});

test('a stream goes on counting after its records were removed', () => {
  const database = openStateDatabase(folder);
  const log = recordLog(database);
  const first = log.append('stream', 'key', Buffer.from('1'));
  log.removeBefore('stream', Date.now() + 1);
  expect(log.latest('stream')).toBeUndefined();
  expect(log.append('stream', 'key', Buffer.from('2')) > first).toBe(true);
  database.close();
});

test('executions of a folder that an earlier version wrote are still there', () => {
  const before = openStateDatabase(folder);
  before.exec(`CREATE TABLE executions (
    arn TEXT PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, input TEXT NOT NULL, status TEXT NOT NULL,
    started INTEGER NOT NULL, stopped INTEGER, output TEXT, error TEXT, cause TEXT
  ) WITHOUT ROWID`);
  before.exec("INSERT INTO executions VALUES ('a', 'm', 'n', '{}', 'RUNNING', 1, NULL, NULL, NULL, NULL)");
  before.close();
  for (let opened = 0; opened < 2; opened++) {
    const database = openStateDatabase(folder);
    expect(executionLog(database).running()).toMatchObject([{ arn: 'a', transitions: 0 }]);
    database.close();
  }
});
