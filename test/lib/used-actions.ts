import path from 'node:path';
import { buildSync } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/** DynamoDB actions by what our code says: a command, a pager, or a part of a transaction. */
const words: readonly (readonly [RegExp, string])[] = [
  [/\bGetCommand\d*\(/, 'GetItem'],
  [/\bBatchGetCommand\d*\(/, 'BatchGetItem'],
  [/\bQueryCommand\d*\(|\bpaginateQuery\d*\(/, 'Query'],
  [/\bScanCommand\d*\(|\bpaginateScan\d*\(/, 'Scan'],
  [/\bPutCommand\d*\(|\bPut: \{/, 'PutItem'],
  [/\bUpdateCommand\d*\(|\bUpdate: \{/, 'UpdateItem'],
  [/\bDeleteCommand\d*\(|\bDelete: \{/, 'DeleteItem'],
  [/\bConditionCheck: \{/, 'ConditionCheckItem'],
  [/\bBatchWriteCommand\d*\(/, 'BatchWriteItem'],
];

/** The DynamoDB actions that are left in the handler's bundle, after what it does not use has been dropped. */
export function usedActions(handler: string): string[] {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(root, 'lambdas/handlers', `${handler}.ts`)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  const code = outputFiles[0]!.text;
  return words.filter(([word]) => word.test(code)).map(([, action]) => `dynamodb:${action}`);
}
