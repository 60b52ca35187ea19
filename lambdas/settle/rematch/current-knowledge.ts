import { readKnowledge } from '../../calls/time-to-call/knowledge-store.ts';
import { type PoolKnowledge, startingKnowledge } from '../../calls/time-to-call/pool-knowledge.ts';
import type { Table } from '../../platform/aws/table.ts';

/**
 * What pools have taught by now, read once for each: what a container remembers of them may be minutes old, and who says what would change and who
 * changes it are different containers. Throws where it cannot be read: calls that are matched already can wait, and are not matched by less.
 */
export function currentKnowledge(calls: Table): (pool: string) => Promise<PoolKnowledge> {
  return askOnce(async (pool) => (await readKnowledge(calls, pool)) ?? startingKnowledge);
}

/** Asks each question once, and answers it so from then on: a failure, too, so it is for as long as a request or a batch takes. */
export function askOnce<Answer>(ask: (of: string) => Promise<Answer>): (of: string) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (of) => {
    const answer = answers.get(of) ?? ask(of);
    answers.set(of, answer);
    return answer;
  };
}
