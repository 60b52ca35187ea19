import { testEventAnswer } from '../../../lambdas/api/destination-tests.ts';
import { CliError } from '../cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';

/** Has a sample sent to a webhook; answers what the receiver said, in a line. Throws when it did not take it. */
export async function testEvent(destination: string, type: string, management: ManagementOptions): Promise<string> {
  const route = `POST /v1/destinations/${encodeURIComponent(destination)}/test-event`;
  const answer = await callManagement(management, route, { type });
  if (answer.status !== 200) throw new CliError(describeProblem(answer));
  const { data: result } = testEventAnswer.safeParse(answer.body);
  if (result === undefined) throw new CliError(`${management.url} answers in a way that this command does not know`);
  const { id, delivered, status, detail = 'it was not taken' } = result;
  if (!delivered) throw new CliError(`${destination} was sent ${type} (${id}): ${detail}`, { exitCode: 1 });
  return `${destination} took ${type} (${id}), and answered ${status}\n`;
}
