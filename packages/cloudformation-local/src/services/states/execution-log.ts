import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

const row = z.object({
  arn: z.string(),
  machine: z.string(),
  name: z.string(),
  input: z.string(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
  /** ms */
  started: z.number(),
  stopped: z.number().nullable(),
  output: z.string().nullable(),
  error: z.string().nullable(),
  cause: z.string().nullable(),
  /** Of its last run to the end, as Step Functions bills them; 0 before that, and where it was stopped. */
  transitions: z.number(),
});

/** One execution of a state machine, running or ended. */
export type Execution = z.infer<typeof row>;

/** All executions, on disk: a name stays taken over a restart, and what ran when the machine died can be started again. */
export interface ExecutionLog {
  find(arn: string): Execution | undefined;
  /** Newest first. */
  list(machine: string, status: Execution['status'] | undefined, most: number): Execution[];
  running(): Execution[];
  save(execution: Execution): void;
}

const columns = 'arn, machine, name, input, status, started, stopped, output, error, cause, transitions';
/** Step Functions forgets an execution, and frees its name, after 90 days. */
const kept = 90 * 86_400_000;

export function executionLog(database: DatabaseSync): ExecutionLog {
  database.exec(`
    CREATE TABLE IF NOT EXISTS executions (
      arn TEXT PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, input TEXT NOT NULL, status TEXT NOT NULL,
      started INTEGER NOT NULL, stopped INTEGER, output TEXT, error TEXT, cause TEXT
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS executions_of ON executions (machine, started)`);
  addTransitions(database);
  database.prepare("DELETE FROM executions WHERE status <> 'RUNNING' AND stopped < ?").run(Date.now() - kept);
  const one = database.prepare(`SELECT ${columns} FROM executions WHERE arn = ?`);
  const several = database.prepare(
    `SELECT ${columns} FROM executions WHERE machine = ? AND (? IS NULL OR status = ?) ORDER BY started DESC, arn LIMIT ?`,
  );
  const running = database.prepare(`SELECT ${columns} FROM executions WHERE status = 'RUNNING' ORDER BY started, arn`);
  const upsert = database.prepare(
    `INSERT OR REPLACE INTO executions (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    find: (arn) => row.optional().parse(one.get(arn)),
    list: (machine, status, most) => z.array(row).parse(several.all(machine, status ?? null, status ?? null, most)),
    running: () => z.array(row).parse(running.all()),
    save: ({ arn, machine, name, input, status, started, stopped, output, error, cause, transitions }) => {
      upsert.run(arn, machine, name, input, status, started, stopped, output, error, cause, transitions);
    },
  };
}

/** A table that an earlier version made has no such column. */
function addTransitions(database: DatabaseSync): void {
  const known = database.prepare("SELECT 1 FROM pragma_table_info('executions') WHERE name = 'transitions'").get();
  if (known === undefined) database.exec('ALTER TABLE executions ADD COLUMN transitions INTEGER NOT NULL DEFAULT 0');
}
