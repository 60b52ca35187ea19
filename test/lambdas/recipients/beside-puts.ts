import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { embeddedDynamoDB } from '../../embedded-dynamodb.ts';

/** Another way to the tables, where something happens before or after each item that is put. */
export function besidePuts(when: 'before' | 'after', happens: () => Promise<unknown>): DynamoDBDocumentClient {
  const { documents } = embeddedDynamoDB();
  documents.middlewareStack.add(
    (next) => async (args) => {
      const isPut = 'Item' in args.input && args.input.Item !== undefined;
      if (isPut && when === 'before') await happens();
      const answer = await next(args);
      if (isPut && when === 'after') await happens();
      return answer;
    },
    { step: 'initialize' },
  );
  return documents;
}
