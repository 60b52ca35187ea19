import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand, ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/** What could not be worked through at once is tried again within this time, unless something failed, ms. */
const patience = 60_000;

/** So many messages of a queue are told of, and so much of each. */
const mostTold = 10;
const longestBody = 300;

/**
 * What the local run has not worked through, in words: messages that are still tried after a minute, and those in dead-letter queues with
 * their reasons. The dead letters stay where they are.
 */
export async function unsettled(awsUrl: string): Promise<string[]> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint: awsUrl, region: 'us-east-1', credentials });
  try {
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
    const isDead = (url: string) => url.includes('DeadLetters');
    const problems: string[] = [];
    for (const url of QueueUrls.filter((one) => !isDead(one))) {
      const left = await leftIn(client, url, Date.now() + patience);
      if (left > 0) problems.push(`${left} messages are still tried in ${nameOf(url)}`);
    }
    for (const url of QueueUrls.filter(isDead)) problems.push(...(await deadLettersIn(client, url)));
    return problems;
  } finally {
    client.destroy();
  }
}

async function leftIn(client: SQSClient, QueueUrl: string, until: number): Promise<number> {
  for (;;) {
    const left = await countIn(client, QueueUrl);
    if (left === 0 || Date.now() >= until) return left;
    await sleep(500);
  }
}

async function countIn(client: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  return ['', 'NotVisible', 'Delayed'].reduce(
    (sum, part) =>
      sum +
      Number(
        Object.entries(Attributes ?? {}).find(([name]) => name === `ApproximateNumberOfMessages${part}`)?.[1] ?? 0,
      ),
    0,
  );
}

async function deadLettersIn(client: SQSClient, QueueUrl: string): Promise<string[]> {
  const count = await countIn(client, QueueUrl);
  if (count === 0) return [];
  const told: string[] = [];
  while (told.length < Math.min(count, mostTold)) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: mostTold, MessageAttributeNames: ['All'] }),
    );
    if (Messages.length === 0) break;
    for (const { Body = '', MessageAttributes } of Messages) {
      const reason = MessageAttributes?.reason?.StringValue ?? 'received too often';
      told.push(`  ${reason}: ${Body.slice(0, longestBody)}`);
    }
  }
  return [[`${count} dead letters in ${nameOf(QueueUrl)}`, ...told.slice(0, mostTold)].join('\n')];
}

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
