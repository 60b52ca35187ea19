import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

const row = z.object({ executions: z.number(), succeeded: z.number(), transitions: z.number(), most: z.number() });

/** What the state machine of a local run has done. */
export interface ExecutionsOfRun {
  readonly executions: number;
  readonly succeeded: number;
  /** Of all together, and of the one with most of them; as Step Functions bills them: states entered, and retries. */
  readonly transitions: number;
  readonly most: number;
}

/** As the run noted it in its data folder; only after it was stopped, as it lets nobody else read there. */
export function executionsOfRun(dataDirectory: string): ExecutionsOfRun {
  const database = new DatabaseSync(path.join(dataDirectory, 'services.sqlite'), { readOnly: true });
  try {
    return row.parse(
      database
        .prepare(
          `SELECT count(*) AS executions, coalesce(sum(status = 'SUCCEEDED'), 0) AS succeeded,
            coalesce(sum(transitions), 0) AS transitions, coalesce(max(transitions), 0) AS most FROM executions`,
        )
        .get(),
    );
  } finally {
    database.close();
  }
}
