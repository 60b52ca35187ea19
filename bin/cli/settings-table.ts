import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOf } from '../../lambdas/platform/aws/aws-clients.ts';
import type { Table } from '../../lambdas/platform/aws/table.ts';
import { output } from '../../lambdas/platform/names.ts';
import { CliError } from './cli-error.ts';
import type { StackPlace } from './stage-place.ts';

/** Where a table `Settings` is. */
export interface SettingsPlace {
  readonly tableName: string;
  readonly endpoint?: string;
  /** That of the environment if missing. */
  readonly region?: string | undefined;
}

/** With an `endpoint`, the DynamoDB there, which takes any credentials; else that of the environment's AWS account. */
export async function withSettings<Result>(
  { tableName, endpoint, region }: SettingsPlace,
  work: (settings: Table) => Promise<Result>,
): Promise<Result> {
  const client = new DynamoDBClient(
    endpoint === undefined
      ? { ...(region !== undefined && { region }) }
      : { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } },
  );
  try {
    const documents = documentsOf(client);
    return await work({ documents, name: tableName });
  } finally {
    client.destroy();
  }
}

/** Name of the table `Settings` of a deployed stack, from its outputs. */
export async function settingsTableOf({ stack: stackName, region }: StackPlace): Promise<string> {
  const client = new CloudFormationClient({ ...(region !== undefined && { region }) });
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    const found = Stacks?.[0]?.Outputs?.find((one) => one.OutputKey === output.settingsTable)?.OutputValue;
    if (found === undefined) throw new CliError(`the stack ${stackName} has no output ${output.settingsTable}`);
    return found;
  } finally {
    client.destroy();
  }
}
