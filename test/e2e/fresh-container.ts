import { LambdaClient, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { LocalRun } from '../start-local-run.ts';

/** The next requests of the function get new containers, as after any change of its configuration in an account. */
export async function renewContainers(
  { awsUrl }: Pick<LocalRun, 'awsUrl'>,
  functionName: string,
  why: string,
): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const lambda = new LambdaClient({ endpoint: awsUrl, region: 'us-east-1', credentials });
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: functionName, Description: why }));
  lambda.destroy();
}

/** Name of the lookup in the run. */
export async function lookupFunctionOf({ url }: Pick<LocalRun, 'url'>): Promise<string> {
  const outputs = (await (await fetch(new URL('/local/outputs', url))).json()) as Record<string, string>;
  return outputs.ConnectLookupFunctionName!;
}
