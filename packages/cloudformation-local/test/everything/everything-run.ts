import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, type DescribeExecutionCommandOutput, SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { eventually } from '../eventually.ts';
import { processesNaming } from '../processes-naming.ts';
import { type LocalProcess, startLocal, synthesize } from './local-process.ts';

// Nothing here is mocked: a process of its own, a template as the CDK writes it, clients as anybody has them.

/** The stack of everything, running for the tests of one file. `local` may be replaced by a later start on the same folder. */
export interface EverythingRun {
  folder: string;
  local: LocalProcess;
  dynamodb(): DynamoDBClient;
  sqs(): SQSClient;
  sfn(): SFNClient;
  /** What functions wrote down for a source, as far as it contains the word. */
  received(source: string, word: string): Promise<string[]>;
  arrives(source: string, word: string, times?: number): Promise<unknown>;
  describeExecution(executionArn: string): Promise<DescribeExecutionCommandOutput>;
}

export function everythingRun(): EverythingRun {
  const dynamodb = () => new DynamoDBClient(run.local.client);
  const sfn = () => new SFNClient(run.local.client);
  const run: EverythingRun = {
    folder: '',
    local: undefined as unknown as LocalProcess,
    dynamodb,
    sfn,
    sqs: () => new SQSClient(run.local.client),
    async received(source, word) {
      const { Items = [] } = await dynamodb().send(
        new QueryCommand({
          TableName: run.local.outputs.Received,
          KeyConditionExpression: 'pk = :source',
          ExpressionAttributeValues: { ':source': { S: source } },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => item.text?.S ?? '').filter((text) => text.includes(word));
    },
    arrives: (source, word, times = 1) => eventually(async () => (await run.received(source, word)).length >= times),
    describeExecution: (executionArn) => sfn().send(new DescribeExecutionCommand({ executionArn })),
  };

  beforeAll(async () => {
    run.folder = await mkdtemp(path.join(tmpdir(), 'everything-'));
    await synthesize(path.join(run.folder, 'cdk.out'));
    run.local = await startLocal(path.join(run.folder, 'cdk.out'), path.join(run.folder, 'data'));
  });

  afterAll(async () => {
    await run.local?.end('SIGINT');
    const left = processesNaming(run.folder);
    if (left.length > 0) throw new Error(`left behind: ${left.join()}`);
    await rm(run.folder, { recursive: true, force: true });
  });

  return run;
}
