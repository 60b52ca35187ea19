import { SendMessageBatchCommand, type SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { sendWorkBatch } from '../../../../lambdas/platform/aws/work-queue.ts';

const sqs = mockClient(SQSClient);
let errors: string[];
const onError = (error: unknown) => void errors.push(String(error));
const messages = Array.from({ length: 12 }, (_, index) => ({ kind: 'settle', call: `call-${index}` }));

/** A queue that refuses those messages so many times. */
function refuses(refusals: Readonly<Record<string, number>>, SenderFault: boolean): void {
  const left = new Map(Object.entries(refusals));
  sqs.on(SendMessageBatchCommand).callsFake(({ Entries = [] }: SendMessageBatchCommandInput) => ({
    Failed: Entries.flatMap(({ Id = '' }) => {
      const more = left.get(Id) ?? 0;
      left.set(Id, more - 1);
      return more > 0 ? [{ Id, Code: 'InternalError', SenderFault }] : [];
    }),
  }));
}

const sent = () =>
  sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries!.map(({ Id }) => Number(Id)));

beforeEach(() => {
  process.env.WORK_QUEUE_URL = 'http://queue';
  process.env.AWS_REGION = 'us-east-1';
  sqs.reset();
  errors = [];
});

test('what the queue could not take at the moment is sent again, and nothing else', async () => {
  refuses({ 3: 1, 11: 2 }, false);
  expect([...(await sendWorkBatch(messages, onError)).keys()]).toEqual([]);
  expect(sent()).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [3], [10, 11], [11], [11]]);
  expect(errors).toEqual([]);
});

test('what it refuses time and again is told', async () => {
  refuses({ 3: 9 }, false);
  expect([...(await sendWorkBatch(messages.slice(0, 5), onError)).keys()]).toEqual([3]);
  expect(sent()).toEqual([[0, 1, 2, 3, 4], [3], [3], [3]]);
  expect(errors).toEqual(['Error: the queue refused a message: InternalError']);
});

test('what is wrong with the message itself is not sent again', async () => {
  refuses({ 1: 9 }, true);
  expect([...(await sendWorkBatch(messages.slice(0, 2), onError)).keys()]).toEqual([1]);
  expect(sent()).toEqual([[0, 1]]);
});
