import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

interface Rec {
  messageId?: string;
  body?: string;
  kinesis?: { sequenceNumber: string; data: string };
  dynamodb?: { SequenceNumber: string };
}

const dynamodb = new DynamoDBClient({});

/** Notes every event in a table, under the name of what brought it; an item with the word "poison" fails. */
export async function handler(event: { Records?: Rec[] }): Promise<unknown> {
  const records = event.Records?.map((record) => ({ record, text: textOf(record) }));
  const texts = records?.map(({ text }) => text) ?? [JSON.stringify(event)];
  for (const text of texts) {
    await dynamodb.send(
      new PutItemCommand({
        TableName: process.env.RECEIVED!,
        Item: { pk: { S: process.env.SOURCE! }, sk: { S: randomUUID() }, text: { S: text } },
      }),
    );
  }
  const failed = records?.filter(({ text }) => text.includes('poison'));
  if (failed) return { batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: idOf(record) })) };
  if (texts.some((text) => text.includes('poison'))) throw new Error('poison');
  return { received: event };
}

function textOf(record: Rec): string {
  if (record.kinesis) return Buffer.from(record.kinesis.data, 'base64').toString();
  return record.body ?? JSON.stringify(record);
}

function idOf({ messageId, kinesis, dynamodb: change }: Rec): string {
  return messageId ?? kinesis?.sequenceNumber ?? change?.SequenceNumber ?? '';
}
