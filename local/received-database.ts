import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Machine } from './machine.ts';

/** What the stand-ins for the outside received: kept over restarts, and on disk before the sender gets its answer. */
export function openReceived({ dataDirectory, onStop }: Pick<Machine, 'dataDirectory' | 'onStop'>): DatabaseSync {
  const database = new DatabaseSync(path.join(dataDirectory, 'received.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 1000');
  onStop(() => database.close());
  return database;
}
