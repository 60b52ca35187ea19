import { createHmac, randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { holds } from '../../platform/aws/condition-failed.ts';
import type { Table } from '../../platform/aws/table.ts';
import { tableKeys } from '../../platform/aws/table-keys.ts';
import type { SigningKeys } from '../../platform/tokens.ts';
import type { NetworkCount } from './network-limit.ts';

/** What is counted of a network: each has a sum of its own. */
export type Counted = 'newLeases' | 'newVisits' | 'newCodes';

/** The clauses of the condition: the network has had none in this minute, or leaves room for these. */
const clause = {
  isFirst: 'attribute_not_exists(#counted)',
  hasRoom: '#counted <= :room',
  /** This very write was not counted already. */
  isUncounted: '#countedBy <> :countedBy',
} as const;

const keptSeconds = 3600;

/**
 * Adds new leases, or visits, of a network to its minute, if the sum stays within its share; else false. A write that is sent again
 * knows itself, unless another was counted in between: then it counts twice, which only makes the share smaller. Key:
 * `NETWORK#<site>#<keyed hash of the network>` / `<minute>`; collected after an hour.
 */
export async function countInNetwork(
  leases: Table,
  keys: SigningKeys,
  counted: Counted,
  { site, network, perMinute, minute, more }: NetworkCount,
): Promise<boolean> {
  if (more > perMinute) return false;
  const countedBy = randomUUID();
  return holds(
    leases.documents.send(
      new UpdateCommand({
        TableName: leases.name,
        Key: { pk: `NETWORK#${site}#${hashOf(keys, network)}`, sk: new Date(minute).toISOString().slice(0, 16) },
        UpdateExpression: 'SET #ttl = :ttl, #countedBy = :countedBy ADD #counted :more',
        ConditionExpression: `${clause.isFirst} OR (${clause.hasRoom} AND ${clause.isUncounted})`,
        ExpressionAttributeNames: { '#counted': counted, '#countedBy': 'countedBy', '#ttl': tableKeys.ttl },
        ExpressionAttributeValues: {
          ':more': more,
          ':room': perMinute - more,
          ':countedBy': countedBy,
          ':ttl': minute / 1000 + keptSeconds,
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
    (found) => found.countedBy === countedBy,
  );
}

/** Addresses are personal data: without the key nobody can tell which network it was. */
function hashOf({ signWith, keys }: SigningKeys, network: string): string {
  const key = keys.get(signWith);
  if (key === undefined) throw new Error('the key that signs is not among the keys');
  return createHmac('sha256', key).update(`network ${network}`).digest('base64url').slice(0, 22);
}
