import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

let client: LambdaClient | undefined;

/** Who waits for a function waits as long as somebody may wait for the answer; what it does may not be done twice. */
function lambda(): LambdaClient {
  client ??= new LambdaClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 25_000, throwOnRequestTimeout: true },
  });
  return client;
}

/** Lets another function work, and answers what it answers. Throws when it fails. */
export async function invokeFunction(name: string, payload: object): Promise<unknown> {
  const { FunctionError, Payload } = await lambda().send(
    new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload) }),
  );
  const text = Payload?.transformToString() ?? 'null';
  if (FunctionError !== undefined) throw new Error(`the function ${name} failed: ${FunctionError}`);
  return JSON.parse(text);
}
