import {
  DeleteMessageCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** A message that was given up after all its tries, as it lay in a dead-letter queue. */
export interface DeadLetter {
  /** What kind of message it is. */
  readonly kind: string;
  readonly reason: string;
}

/**
 * Puts every dead letter back on the work queue, as the runbook has an operator do it. A message is tried five times; when five
 * tries of one are killed, it is given up with all that it holds, and works once nobody kills any more.
 */
export async function putBackDeadLetters(awsUrl: string): Promise<DeadLetter[]> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint: awsUrl, region: 'us-east-1', credentials });
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  const work = QueueUrls.find((url) => /WorkQueue/.test(url));
  const letters: DeadLetter[] = [];
  for (const QueueUrl of QueueUrls.filter((url) => url.includes('DeadLetters'))) {
    for (;;) {
      const request = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] };
      const { Messages = [] } = await client.send(new ReceiveMessageCommand(request));
      if (Messages.length === 0) break;
      for (const { Body = '', ReceiptHandle, MessageAttributes } of Messages) {
        const reason = MessageAttributes?.reason?.StringValue ?? 'received too often';
        letters.push({ kind: kindOf(Body), reason });
        await client.send(new SendMessageCommand({ QueueUrl: work!, MessageBody: Body }));
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: ReceiptHandle! }));
      }
    }
  }
  client.destroy();
  return letters;
}

function kindOf(body: string): string {
  const { kind = 'event', carrier, hook } = JSON.parse(body) as { kind?: string; carrier?: string; hook?: string };
  return [carrier, hook].every((part) => part === undefined) ? kind : `${carrier} ${hook}`;
}
