/**
 * `node try-killed-queues.ts leave|find <folder>`: sends three messages, receives two, is done with one, and dies; or prints what is there then, each
 * with how often it was received.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../../src/machine.ts';
import { receivedMessages } from '../../src/services/queues/received-message.ts';
import { startQueuesAndBuckets } from '../../src/services/queues-and-buckets.ts';
import { serviceClient } from '../../src/services/service-client.ts';

const [what, dataDirectory = ''] = process.argv.slice(2);
const machine = { dataDirectory, region: 'us-east-1', onStop: () => {} };
const endpoint = await startQueuesAndBuckets(machine as unknown as Machine);
const sqs = serviceClient({ endpoint, target: 'AmazonSQS', service: 'sqs', region: 'us-east-1' });
const QueueUrl = `${endpoint}/000000000000/queue`;
/** What is received shows up again after a second. */
const asked = { QueueUrl, VisibilityTimeout: 1, MessageSystemAttributeNames: ['All'] };
const receive = async (MaxNumberOfMessages: number) =>
  receivedMessages.parse(await sqs('ReceiveMessage', { ...asked, MaxNumberOfMessages })).Messages;

if (what === 'leave') {
  await sqs('CreateQueue', { QueueName: 'queue' });
  for (const MessageBody of ['done', 'received', 'sent']) await sqs('SendMessage', { QueueUrl, MessageBody });
  const [done] = await receive(2);
  await sqs('DeleteMessage', { QueueUrl, ReceiptHandle: done?.ReceiptHandle });
  process.kill(process.pid, 'SIGKILL');
}
await sleep(1100);
const found = await receive(10);
console.log(
  JSON.stringify(found.map(({ Body, Attributes }) => `${Body} ${Attributes.ApproximateReceiveCount}`).sort()),
);
process.exit();
