/** `node try-queues.ts plain|repaired <empty folder>`: prints what becomes of three things that a queue should bear. */
import { connect } from 'node:net';
import { startFauxqs } from 'fauxqs';
import type { Machine } from '../../src/machine.ts';
import { startQueuesAndBuckets } from '../../src/services/queues-and-buckets.ts';
import { serviceClient } from '../../src/services/service-client.ts';

const [how, dataDirectory = ''] = process.argv.slice(2);

interface Started {
  readonly endpoint: string;
  stop(): Promise<void>;
}

async function start(): Promise<Started> {
  if (how === 'plain') {
    const server = await startFauxqs({ port: 0, logger: false, dataDir: dataDirectory });
    return { endpoint: `http://127.0.0.1:${server.port}`, stop: () => server.stop() };
  }
  let stop: () => Promise<void> | void = () => {};
  const machine = { dataDirectory, region: 'us-east-1', onStop: (each: typeof stop) => (stop = each) };
  const endpoint = await startQueuesAndBuckets(machine as unknown as Machine);
  return { endpoint, stop: async () => stop() };
}

function isReachable(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => resolve(true));
    socket.on('error', () => resolve(false)).on('close', () => socket.destroy());
    socket.on('connect', () => socket.end());
  });
}

const queue = ({ endpoint }: Started) => {
  const sqs = serviceClient({ endpoint, target: 'AmazonSQS', service: 'sqs', region: 'us-east-1' });
  const url = `${endpoint}/000000000000/queue`;
  return (operation: string, input: object) => sqs(operation, { QueueUrl: url, QueueName: 'queue', ...input });
};

let started = await start();
let ask = queue(started);
await ask('CreateQueue', {});
const takesEmoji = await ask('SendMessage', { MessageBody: '📞' }).then(
  () => true,
  () => false,
);
await ask('PurgeQueue', {});
await ask('SendMessage', { MessageBody: 'given back' });
const received = (await ask('ReceiveMessage', {})) as { Messages: { ReceiptHandle: string }[] };
const { ReceiptHandle } = received.Messages[0]!;
await ask('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 0 }).catch(() => {});
// On Linux every address of 127.0.0.0/8 is this machine; a server on 127.0.0.1 does not answer at the others.
const isOnAllInterfaces = await isReachable('127.0.0.2', Number(new URL(started.endpoint).port));
await started.stop();
started = await start();
ask = queue(started);
const { Messages = [] } = (await ask('ReceiveMessage', {})) as { Messages?: object[] };
await started.stop();
console.log(JSON.stringify({ takesEmoji, keepsWhatIsGivenBack: Messages.length === 1, isOnAllInterfaces }));
process.exit();
