import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../../platform/aws/batch-get.ts';
import { conditionFailed } from '../../platform/aws/condition-failed.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { StoredCall } from '../call-item.ts';
import type { Transcript } from './transcript.ts';
import { standingOf, transcriptItem, transcriptKey, transcriptsIn } from './transcript-item.ts';

/** Keeps what was said on a leg, unless a transcript of the same or a better standing lies there: the same again changes nothing. */
export async function putTranscript(calls: Table, transcript: Transcript): Promise<void> {
  const isBetter = 'attribute_not_exists(pk) OR standing < :standing';
  try {
    await calls.documents.send(
      new PutCommand({
        TableName: calls.name,
        Item: transcriptItem(transcript),
        ConditionExpression: isBetter,
        ExpressionAttributeValues: { ':standing': standingOf(transcript) },
      }),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

/** What was said in some calls, by call; of those of which nothing is kept, nothing. Not consistent: for lists. */
export async function readTranscriptsOf(
  calls: Table,
  wanted: readonly Pick<StoredCall, 'id' | 'conversation'>[],
): Promise<Map<string, Transcript[]>> {
  const keysOf = ({ conversation }: Pick<StoredCall, 'conversation'>) =>
    (conversation?.transcripts ?? []).map(transcriptKey);
  const items = await batchGet(calls, wanted.flatMap(keysOf), { isConsistent: false });
  const byKey = new Map(items.map((item) => [nameOf(item), item]));
  return new Map(
    wanted.map((one) => {
      const own = keysOf(one).map((key) => byKey.get(nameOf(key)));
      return [one.id, transcriptsIn(own.filter((item) => item !== undefined))];
    }),
  );
}

function nameOf({ pk, sk }: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([pk, sk]);
}
