import * as z from 'zod';
import { CliError } from './cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions, problemOf } from './management.ts';
import type { NumberLine, Refusal } from './read-numbers.ts';

const answers = z.object({
  results: z.array(
    z.object({
      number: z.string(),
      result: z.enum(['added', 'already-there', 'refused']),
      detail: z.string().optional(),
    }),
  ),
});

export interface BatchOutcome {
  readonly added: number;
  readonly alreadyThere: number;
  readonly refused: readonly Refusal[];
}

/** Adds at most 500 numbers to a pool, or moves them from another; says for each refused one why. Throws where the pool itself cannot take any. */
export async function addBatch(
  management: ManagementOptions,
  pool: string,
  batch: readonly NumberLine[],
  from?: string,
): Promise<BatchOutcome> {
  const answer = await callManagement(management, `POST /v1/pools/${encodeURIComponent(pool)}/numbers`, {
    numbers: batch.map((line) => line.number),
    from,
  });
  if (answer.status !== 200) {
    const refused = refusedByField(batch, problemOf(answer)?.errors ?? []);
    if (refused.length !== batch.length) throw new CliError(`pool ${pool}: ${describeProblem(answer)}`);
    return { added: 0, alreadyThere: 0, refused };
  }
  const parsed = answers.safeParse(answer.body);
  if (!parsed.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
  const { results } = parsed.data;
  const reasons = new Map(results.filter((one) => one.result === 'refused').map((one) => [one.number, one.detail]));
  return {
    added: results.filter((one) => one.result === 'added').length,
    alreadyThere: results.filter((one) => one.result === 'already-there').length,
    refused: batch
      .filter((line) => reasons.has(line.number))
      .map(({ line, value, number }) => ({ line, value, reason: reasons.get(number) ?? 'refused' })),
  };
}

/** When every number of a batch is refused, the problem document names them as `numbers[0]`, `numbers[1]`, ... */
function refusedByField(batch: readonly NumberLine[], errors: readonly { field: string; detail: string }[]): Refusal[] {
  return batch.flatMap(({ line, value }, index) => {
    const error = errors.find((one) => one.field === `numbers[${index}]`);
    return error === undefined ? [] : [{ line, value, reason: error.detail }];
  });
}
