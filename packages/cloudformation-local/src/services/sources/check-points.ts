import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

/** How far each reader of a stream has come; on disk, so that a restart goes on where the last run stopped. */
export interface CheckPoints {
  /** Undefined for a new reader; null for one that starts at the very beginning. */
  read(reader: string): string | null | undefined;
  write(reader: string, sequence: string | null): void;
}

const row = z.object({ sequence: z.string().nullable() });

export function checkPoints(database: DatabaseSync): CheckPoints {
  database.exec('CREATE TABLE IF NOT EXISTS check_points (reader TEXT PRIMARY KEY, sequence TEXT) WITHOUT ROWID');
  const select = database.prepare('SELECT sequence FROM check_points WHERE reader = ?');
  const upsert = database.prepare('INSERT OR REPLACE INTO check_points (reader, sequence) VALUES (?, ?)');
  return {
    read: (reader) => row.optional().parse(select.get(reader))?.sequence,
    write: (reader, sequence) => {
      upsert.run(reader, sequence);
    },
  };
}
