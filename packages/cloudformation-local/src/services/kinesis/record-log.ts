import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

const row = z.object({
  sequence: z.number(),
  partition_key: z.string(),
  data: z.instanceof(Uint8Array),
  at: z.number(),
});

export interface LoggedRecord {
  readonly sequence: string;
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** ms */
  readonly at: number;
}

/** The records of all streams, on disk before they are acknowledged. One shard per stream: the local run needs order, not width. */
export interface RecordLog {
  append(stream: string, partitionKey: string, data: Uint8Array): string;
  read(stream: string, after: string | undefined, most: number): LoggedRecord[];
  latest(stream: string): string | undefined;
  removeBefore(stream: string, at: number): void;
}

export const shardId = 'shardId-000000000000';
/** Sequence numbers are texts of one length, so that they also sort as texts. */
const digits = 21;

export function recordLog(database: DatabaseSync): RecordLog {
  database.exec(`
    CREATE TABLE IF NOT EXISTS stream_records (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, partition_key TEXT NOT NULL, data BLOB NOT NULL, at INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS stream_records_of ON stream_records (stream, sequence)`);
  const insert = database.prepare('INSERT INTO stream_records (stream, partition_key, data, at) VALUES (?, ?, ?, ?)');
  const select = database.prepare(
    'SELECT sequence, partition_key, data, at FROM stream_records WHERE stream = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  );
  const newest = database.prepare('SELECT max(sequence) AS sequence FROM stream_records WHERE stream = ?');
  const remove = database.prepare('DELETE FROM stream_records WHERE stream = ? AND at < ?');
  return {
    append: (stream, partitionKey, data) => asText(insert.run(stream, partitionKey, data, Date.now()).lastInsertRowid),
    read: (stream, after, most) =>
      z
        .array(row)
        .parse(select.all(stream, Number(after ?? 0), most))
        .map(({ sequence, partition_key, data, at }) => ({
          sequence: asText(sequence),
          partitionKey: partition_key,
          data,
          at,
        })),
    latest: (stream) => {
      const { sequence } = z.object({ sequence: z.number().nullable() }).parse(newest.get(stream));
      return sequence === null ? undefined : asText(sequence);
    },
    removeBefore: (stream, at) => {
      remove.run(stream, at);
    },
  };
}

function asText(sequence: number | bigint): string {
  return String(sequence).padStart(digits, '0');
}
