import { DatabaseSync } from 'node:sqlite';

/**
 * Lets the embedded DynamoDB find the records of a stream by an index. It looks for the last one at each write of a table that has a
 * stream, and at each read of the stream, by going through all records of all tables, so that each write takes longer than the one
 * before: 30 ms after 30,000. SQLite uses an index whoever made it. Does nothing where the records are kept in another way.
 */
export function indexStreamRecords(databaseFile: string): void {
  const database = new DatabaseSync(databaseFile);
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    const columns = database.prepare("SELECT name FROM pragma_table_info('_stream_records')").all();
    const known = new Set(columns.map(({ name }) => name));
    if (!['table_name', 'shard_id', 'sequence_number'].every((column) => known.has(column))) return;
    database.exec(`
      CREATE INDEX IF NOT EXISTS stream_records_by_number ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
      CREATE INDEX IF NOT EXISTS stream_records_by_shard ON _stream_records (table_name, shard_id, sequence_number)`);
  } finally {
    database.close();
  }
}
