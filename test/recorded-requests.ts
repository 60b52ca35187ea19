import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A request that was really sent, and how many items its answer had. */
export interface RecordedRequest {
  readonly command: string;
  readonly index: string | undefined;
  readonly tables: readonly string[];
  readonly items: number;
}

interface Input {
  readonly IndexName?: string;
  readonly TableName?: string;
  readonly RequestItems?: object;
}

/** Notes every request that a client sends from now on, retries counted once. */
export function recordRequests(documents: DynamoDBDocumentClient): RecordedRequest[] {
  const requests: RecordedRequest[] = [];
  documents.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      const { IndexName, TableName, RequestItems = {} } = args.input as Input;
      const { Items = [] } = answer.output as { Items?: unknown[] };
      const tables = TableName === undefined ? Object.keys(RequestItems) : [TableName];
      requests.push({ command: String(context.commandName), index: IndexName, tables, items: Items.length });
      return answer;
    },
    { step: 'initialize', name: `recordRequests-${Math.random()}` },
  );
  return requests;
}
