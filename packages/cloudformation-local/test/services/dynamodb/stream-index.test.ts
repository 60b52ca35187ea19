import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Machine } from '../../../src/machine.ts';
import { startDynamoDB } from '../../../src/services/dynamodb/dynamodb-process.ts';
import { indexStreamRecords } from '../../../src/services/dynamodb/stream-index.ts';

let dataDirectory: string;
let databaseFile: string;
beforeEach(() => {
  dataDirectory = mkdtempSync(path.join(tmpdir(), 'stream-index-'));
  databaseFile = path.join(dataDirectory, 'dynamodb.sqlite');
});
afterEach(() => rmSync(dataDirectory, { recursive: true }));

/** As the embedded DynamoDB asks, at each write of a table with a stream and at each read of one. */
const questions = [
  'SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = ?1',
  'SELECT MIN(sequence_number), MAX(sequence_number) FROM _stream_records WHERE table_name = ?1 AND shard_id = ?2',
  `SELECT new_image FROM _stream_records WHERE table_name = ?1 AND shard_id = ?2 AND CAST(sequence_number AS INTEGER) > ?3
   ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT ?4`,
];

test('the embedded DynamoDB goes through no table to write, or to read a stream', async () => {
  const stops: (() => Promise<void> | void)[] = [];
  const log = { info: () => {}, warn: () => {} };
  const machine = { dataDirectory, log, onStop: (stop: () => Promise<void>) => stops.push(stop) };
  await startDynamoDB(machine as unknown as Machine);
  try {
    const database = new DatabaseSync(databaseFile);
    const plans = questions.map((question) => database.prepare(`EXPLAIN QUERY PLAN ${question}`).all());
    database.close();
    for (const plan of plans) {
      expect(plan).toEqual([
        expect.objectContaining({ detail: expect.stringMatching(/^SEARCH .* INDEX stream_records_by_/) }),
      ]);
    }
  } finally {
    for (const stop of stops) await stop();
  }
});

test('a database that keeps its records otherwise is left as it is', () => {
  const database = new DatabaseSync(databaseFile);
  database.exec('CREATE TABLE _stream_records (id INTEGER PRIMARY KEY, record TEXT)');
  indexStreamRecords(databaseFile);
  expect(database.prepare("SELECT name FROM sqlite_master WHERE type = 'index'").all()).toEqual([]);
  database.close();
});
