import { eraseHolder, type LeaseToErase } from '../leases/slots/erase-holder.ts';
import type { Table } from '../platform/aws/table.ts';
import { tooManyRequests } from '../platform/http/problem.ts';
import { formerShard } from '../settings/phone-numbers/number-store.ts';
import { forgetRecipientVisitor } from '../visits/recipient-visitors-store.ts';
import type { Visit } from '../visits/visit.ts';
import { withdrawVisit } from '../visits/withdraw-store.ts';

/** `settings` tells in which shard a number lay that the visitor had before. */
export interface ForgetDependencies {
  readonly leases: Table;
  readonly visits: Table;
  readonly settings: Table;
  readonly newId: () => string;
}

/**
 * Forgets one visit after the other. The slot before the visit: as long as a visit is left, doing it again finds the slot. That of
 * `held` is forgotten already. Whatever many visits have in common is looked up once.
 */
export function forgetting(
  dependencies: ForgetDependencies,
  held: Pick<LeaseToErase, 'lease'> | undefined,
  now: number,
): (visit: Visit) => Promise<void> {
  const shardOf = once((number, pool) => formerShard(dependencies.settings, number, pool));
  /**
   * A number that the visitor had before, in this pool or another: most of them are somebody else's by now. What the number did when
   * it was shown does not tell: a move notes when it was asked for, and may reach the slot after that.
   */
  const forgetEarlier = async ({ number, lease, visitor, pool }: Visit) => {
    if (number === undefined || lease === undefined) return;
    const shard = await shardOf(number, pool);
    if (shard !== undefined) await forgetSlot(dependencies, { pool, shard, number, lease, visitor });
  };
  const forgotten = new Map<string | undefined, Promise<void>>([[held?.lease, Promise.resolve()]]);
  return async (visit) => {
    const forgetting = forgotten.get(visit.lease) ?? forgetEarlier(visit);
    forgotten.set(visit.lease, forgetting);
    await forgetting;
    // Before the visit, which alone tells by whose mail its visitor came.
    if (visit.recipient) await forgetRecipientVisitor(dependencies.visits, visit.recipient.token, visit.visitor);
    await withdrawVisit(dependencies.visits, visit, now);
  };
}

/** Answers each question once, and the same again from memory. */
function once<Answer>(
  ask: (number: string, pool: string) => Promise<Answer>,
): (number: string, pool: string) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (number, pool) => {
    const key = `${number} ${pool}`;
    const answer = answers.get(key) ?? ask(number, pool);
    answers.set(key, answer);
    return answer;
  };
}

/** Throws a 429 when the visitor keeps coming back meanwhile: then it is to be said again, and nothing is taken for done. */
export async function forgetSlot(
  { leases, newId }: Pick<ForgetDependencies, 'leases' | 'newId'>,
  held: LeaseToErase,
): Promise<void> {
  if (!(await eraseHolder(leases, held, newId)))
    throw tooManyRequests('the visitor keeps taking the slot: say it again');
}
