import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { throughTransactions } from '../../../../lambdas/platform/aws/through-transactions.ts';

const conflict = () => new TransactionConflictException({ message: 'a transaction is under way', $metadata: {} });

/** Answers in turn; the last one for ever. */
function answering(...answers: (string | Error)[]) {
  let sent = 0;
  const send = async () => {
    const answer = answers[Math.min(sent++, answers.length - 1)]!;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { send, sent: () => sent };
}

test('a write waits for the transactions that are under way on its item', async () => {
  const { send, sent } = answering(conflict(), conflict(), 'written');
  expect(await throughTransactions(send)).toBe('written');
  expect(sent()).toBe(3);
});

test('it gives up on one that does not end', async () => {
  const { send, sent } = answering(conflict());
  await expect(throughTransactions(send)).rejects.toThrow('a transaction is under way');
  expect(sent()).toBe(6);
});

test('any other refusal is told at once', async () => {
  const { send, sent } = answering(new ConditionalCheckFailedException({ message: 'no', $metadata: {} }));
  await expect(throughTransactions(send)).rejects.toThrow('no');
  expect(sent()).toBe(1);
});
