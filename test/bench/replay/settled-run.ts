import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Receiver } from '../../e2e/receiver.ts';

/** Local credentials. */
export const local = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** Waits until no queue holds a message and the receiver hears nothing any more; says how many messages are left whenever that takes long. */
export async function quietRun(awsUrl: string, receiver: Receiver, say: (line: string) => void): Promise<void> {
  const sqs = new SQSClient({ endpoint: awsUrl, ...local });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const waitingIn = async (QueueUrl: string) => {
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    return Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible);
  };
  const waiting = async () => (await Promise.all(QueueUrls.map(waitingIn))).reduce((sum, count) => sum + count, 0);
  let heard = -1;
  for (let quiet = 0, looks = 1; quiet < 4; looks++) {
    await sleep(2000);
    const [left, now] = [await waiting(), receiver.received('/hook').length];
    quiet = left === 0 && now === heard ? quiet + 1 : 0;
    heard = now;
    if (looks % 15 === 0) say(`  ${left} messages wait to be worked through, the receiver heard ${now}`);
  }
  sqs.destroy();
}
