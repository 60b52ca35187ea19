import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { poolOfEvidence } from '../calls/time-to-call/evidence-item.ts';
import { learnWhenDue } from '../calls/time-to-call/learn-when-due.ts';
import { tableOf } from '../platform/aws/table.ts';
import { describeError } from '../platform/describe-error.ts';
import { logger } from '../platform/log.ts';
import { env } from '../platform/names.ts';

/**
 * From the stream of `Calls`: pools whose calls told something learn from it, one after the other. What fails is tried again with the whole batch,
 * which changes nothing for the others; what is lost is learnt with the pool's next call.
 */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<void> {
  const calls = tableOf(env.callsTable);
  let failed = 0;
  for (const [pool, told] of Map.groupBy(Records, poolOf)) {
    if (pool === undefined) continue;
    try {
      await learnWhenDue(calls, pool, told.length, Date.now());
    } catch (error) {
      failed += 1;
      logger.warn('a pool could not learn from its calls', { pool, error: describeError(error) });
    }
  }
  if (failed > 0) throw new Error(`${failed} pools could not learn from their calls`);
}

function poolOf({ dynamodb }: DynamoDBRecord): string | undefined {
  return poolOfEvidence(dynamodb?.Keys?.pk?.S ?? '', dynamodb?.Keys?.sk?.S ?? '');
}
