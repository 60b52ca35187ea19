import { testAnswer } from '../../../lambdas/api/destination-tests.ts';
import { CliError } from '../cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';

/** Tries a destination out; answers what came of it, in a line. Throws when it did not pass. */
export async function testDestination(id: string, management: ManagementOptions): Promise<string> {
  const answer = await callManagement(management, `POST /v1/destinations/${encodeURIComponent(id)}/test`);
  if (answer.status !== 200) throw new CliError(describeProblem(answer));
  const { data: result } = testAnswer.safeParse(answer.body);
  if (result === undefined) throw new CliError(`${management.url} answers in a way that this command does not know`);
  const { passed, outcome, detail, status, id: test } = result;
  const answered = status === undefined ? '' : `, HTTP ${status}`;
  const line = `${id} was tried out (${test}): ${outcome}${answered}: ${detail}`;
  if (!passed) throw new CliError(line, { exitCode: 1 });
  return `${line}\n`;
}
