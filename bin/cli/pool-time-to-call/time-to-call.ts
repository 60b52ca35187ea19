import { timeToCallAnswer } from '../../../lambdas/journal/pools/time-to-call-answer.ts';
import { CliError } from '../cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';
import { timeToCallText } from './time-to-call-text.ts';

export interface TimeToCallOptions {
  /** 0 to 1; what the pool is to reach, unless it is said. */
  readonly accuracy?: number;
  readonly json?: true;
}

/** What `GET /v1/pools/{pool}/time-to-call` tells, as it is to be printed. Throws a `CliError`. */
export async function timeToCall(
  pool: string,
  { accuracy: wanted, json }: TimeToCallOptions,
  management: ManagementOptions,
): Promise<string> {
  const query = wanted === undefined ? '' : `?accuracy=${wanted}`;
  const answer = await callManagement(management, `GET /v1/pools/${encodeURIComponent(pool)}/time-to-call${query}`);
  if (answer.status !== 200) throw new CliError(describeProblem(answer));
  const told = timeToCallAnswer.safeParse(answer.body);
  if (!told.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
  return json ? `${JSON.stringify(told.data, undefined, 2)}\n` : timeToCallText(told.data);
}
