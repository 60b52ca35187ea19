import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A request that was really sent, and how many items its answer had. */
export interface RecordedRequest {
  readonly command: string;
  readonly index: string | undefined;
  readonly items: number;
}

/** Notes every request that a client sends from now on, retries counted once. */
export function recordRequests(documents: DynamoDBDocumentClient): RecordedRequest[] {
  const requests: RecordedRequest[] = [];
  documents.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      const { IndexName } = args.input as { IndexName?: string };
      const { Items = [] } = answer.output as { Items?: unknown[] };
      requests.push({ command: String(context.commandName), index: IndexName, items: Items.length });
      return answer;
    },
    { step: 'initialize', name: `recordRequests-${Math.random()}` },
  );
  return requests;
}
