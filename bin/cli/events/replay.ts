import { replayAnswer } from '../../../lambdas/api/replay.ts';
import { CliError } from '../cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';

export interface ReplayOptions {
  readonly destination: string;
  /** ISO 8601 with a time zone. */
  readonly from: string;
  readonly to: string;
  /** All if there is none. */
  readonly type?: readonly string[] | undefined;
}

/** Has a webhook told again what it was told of some calls, part by part; says after each how far it is. Answers how it ended, in a line. */
export async function replay(
  { destination, from, to, type: types }: ReplayOptions,
  management: ManagementOptions,
  say: (line: string) => void,
): Promise<string> {
  const route = `POST /v1/destinations/${encodeURIComponent(destination)}/replay`;
  let [calls, replayed] = [0, 0];
  let cursor: string | undefined;
  do {
    const answer = await callManagement(management, route, { from, to, types, cursor });
    if (answer.status !== 200) throw new CliError(describeProblem(answer));
    const { data: part } = replayAnswer.safeParse(answer.body);
    if (part === undefined) throw new CliError(`${management.url} answers in a way that this command does not know`);
    calls += part.calls;
    replayed += part.replayed;
    ({ cursor } = part);
    if (cursor !== undefined) say(`${calls} calls looked at, ${replayed} messages on their way again\n`);
  } while (cursor !== undefined);
  return `${calls} calls looked at, ${replayed} messages on their way to ${destination} again\n`;
}
