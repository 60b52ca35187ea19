import { randomUUID } from 'node:crypto';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed } from '../../platform/aws/condition-failed.ts';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { knowledgeItem, knowledgeKey, knowledgeOf, type StoredKnowledge, storedKnowledge } from './knowledge-item.ts';
import type { PoolKnowledge } from './pool-knowledge.ts';

/** The clauses of the conditions on which what was learnt is put, and new calls are noted. */
const clause = {
  isFirst: 'attribute_not_exists(learntAt)',
  isLater: 'learntAt < :learntAt',
  /** Another write than this one, of which the answer may have been lost. */
  isNew: 'attribute_not_exists(notedBy) OR notedBy <> :notedBy',
} as const;

/** What a pool's calls have taught; undefined where nothing is kept that this version knows. One read, not consistent. */
export async function readKnowledge(calls: Table, pool: string): Promise<PoolKnowledge | undefined> {
  const { Item } = await calls.documents.send(new GetCommand({ TableName: calls.name, Key: knowledgeKey(pool) }));
  const stored = known(Item);
  return stored && knowledgeOf(stored);
}

/** Puts what was learnt at that time, ms, unless what was learnt later is there. All calls that were noted are in it. */
export async function putKnowledge(calls: Table, pool: string, learnt: PoolKnowledge, learntAt: number): Promise<void> {
  try {
    await calls.documents.send(
      new PutCommand({
        TableName: calls.name,
        Item: knowledgeItem(pool, learnt, learntAt),
        ConditionExpression: `${clause.isFirst} OR ${clause.isLater}`,
        ExpressionAttributeValues: { ':learntAt': learntAt },
      }),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

/** What lies with a pool, and of how many calls it has heard since that was learnt. */
export interface Noted {
  readonly stored: StoredKnowledge | undefined;
  readonly newCalls: number;
}

/** Notes that so many calls told a pool something. A batch that is read again makes it learn the sooner, and nothing else. */
export async function noteNewCalls(calls: Table, pool: string, more: number): Promise<Noted> {
  try {
    const { Attributes } = await calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: knowledgeKey(pool),
        UpdateExpression: 'SET notedBy = :notedBy ADD news :more',
        ConditionExpression: clause.isNew,
        ExpressionAttributeValues: { ':more': more, ':notedBy': randomUUID() },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return noted(Attributes);
  } catch (error) {
    const failed = conditionFailed(error);
    if (failed === undefined) throw error;
    return noted(failed.item);
  }
}

function noted(item: Record<string, unknown> = {}): Noted {
  return { stored: known(item), newCalls: Number(item.news) };
}

/** Before anything was learnt there is only the count of new calls. */
function known(item: Record<string, unknown> | undefined): StoredKnowledge | undefined {
  return item?.learntAt === undefined ? undefined : readIfKnown(storedKnowledge, item);
}
