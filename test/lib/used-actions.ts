import path from 'node:path';
import { buildSync } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/** Actions by what our code says: a command, a pager, or a part of a transaction. */
const words: readonly (readonly [RegExp, string])[] = [
  [/\bGetCommand\d*\(/, 'dynamodb:GetItem'],
  [/\bBatchGetCommand\d*\(/, 'dynamodb:BatchGetItem'],
  [/\bQueryCommand\d*\(|\bpaginateQuery\d*\(/, 'dynamodb:Query'],
  [/\bScanCommand\d*\(|\bpaginateScan\d*\(/, 'dynamodb:Scan'],
  [/\bPutCommand\d*\(|\bPut: \{/, 'dynamodb:PutItem'],
  [/\bUpdateCommand\d*\(|\bUpdate: \{/, 'dynamodb:UpdateItem'],
  [/\bDeleteCommand\d*\(|\bDelete: \{/, 'dynamodb:DeleteItem'],
  [/\bConditionCheck: \{/, 'dynamodb:ConditionCheckItem'],
  [/\bBatchWriteCommand\d*\(/, 'dynamodb:BatchWriteItem'],
  [/\bSendMessage(Batch)?Command\d*\(/, 'sqs:SendMessage'],
  [/\bChangeMessageVisibility(Batch)?Command\d*\(/, 'sqs:ChangeMessageVisibility'],
  [/\bGetObjectCommand\d*\(/, 's3:GetObject'],
  // A link is good for what who signed it may do.
  [/\.presign\(/, 's3:GetObject'],
  [/\bPutObjectCommand\d*\(/, 's3:PutObject'],
  [/\bGetSecretValueCommand\d*\(/, 'secretsmanager:GetSecretValue'],
  [/\bCreateSecretCommand\d*\(/, 'secretsmanager:CreateSecret'],
  [/\bPutSecretValueCommand\d*\(/, 'secretsmanager:PutSecretValue'],
  [/\bUpdateSecretCommand\d*\(/, 'secretsmanager:UpdateSecret'],
  [/\bDeleteSecretCommand\d*\(/, 'secretsmanager:DeleteSecret'],
  [/\bRestoreSecretCommand\d*\(/, 'secretsmanager:RestoreSecret'],
  [/\bDescribeSecretCommand\d*\(/, 'secretsmanager:DescribeSecret'],
  [/\bSendEmailCommand\d*\(/, 'ses:SendEmail'],
  [/\bInvokeCommand\d*\(/, 'lambda:InvokeFunction'],
  [/\bStartExecutionCommand\d*\(/, 'states:StartExecution'],
];

/** The actions that are left in the handler's bundle, after what it does not use has been dropped. */
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
  return words.filter(([word]) => word.test(code)).map(([, action]) => action);
}
