import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { embeddedDynamoDB } from '../../embedded-dynamodb.ts';

/** The same table, of whose batches only the first few keys are read at once, as a busy DynamoDB does it. */
export function busyTable({ name }: Table): Table {
  const { documents } = embeddedDynamoDB();
  documents.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'BatchGetItemCommand') return next(args);
        const { RequestItems } = args.input as { RequestItems: Record<string, { Keys: object[] }> };
        const { Keys = [], ...how } = RequestItems[name] ?? {};
        const left = Keys.slice(7);
        const answer = await next({
          ...args,
          input: { ...args.input, RequestItems: { [name]: { ...how, Keys: Keys.slice(0, 7) } } },
        });
        const output = {
          ...answer.output,
          UnprocessedKeys: left.length === 0 ? {} : { [name]: { ...how, Keys: left } },
        };
        return { ...answer, output };
      },
    { step: 'initialize' },
  );
  return { documents, name };
}
