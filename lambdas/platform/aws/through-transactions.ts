import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { pauseBefore } from '../random-pause.ts';

const attempts = 6;

/**
 * Sends a write of one item until no transaction on that item is under way: these take some milliseconds, and the SDK does not try again by
 * itself. Nothing was written when it was refused for that.
 */
export async function throughTransactions<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof TransactionConflictException) || attempt === attempts) throw error;
      await pauseBefore(attempt);
    }
  }
}
