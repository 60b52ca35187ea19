import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { StartProblem } from '../start-problem.ts';

const locked = z.object({ errcode: z.literal(5) });

/**
 * What the services themselves must keep over a restart: check-points, stream records, names of executions.
 * It is opened exclusively, and the system drops that lock with the process, so it also guards the whole data folder
 * against a second local run, however the first one ended.
 * @param optionName how the user chooses another folder
 */
export function openStateDatabase(dataDirectory: string, optionName = 'dataDirectory'): DatabaseSync {
  mkdirSync(dataDirectory, { recursive: true });
  const database = new DatabaseSync(path.join(dataDirectory, 'services.sqlite'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.exec('BEGIN EXCLUSIVE; COMMIT');
  } catch (error) {
    database.close();
    if (!locked.safeParse(error).success) throw error;
    throw new StartProblem([`Another local run uses the data folder ${dataDirectory}; stop it or set ${optionName}.`]);
  }
  return database;
}
