import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoDBProgram, freePort } from 'cloudformation-local';

export interface EmbeddedDynamoDBProcess {
  readonly endpoint: string;
  readonly child: ChildProcess;
}

/**
 * An embedded DynamoDB of one's own, in memory unless a file of its data is named.
 * @throws an error that says what to do where none is installed for this platform
 */
export async function startEmbeddedDynamoDB(databaseFile?: string): Promise<EmbeddedDynamoDBProcess> {
  const program = dynamoDBProgram();
  if (program === undefined) {
    throw new Error(
      `There is no embedded DynamoDB for ${process.platform}-${process.arch}: set TEST_DYNAMODB_ENDPOINT to the address of another one.`,
    );
  }
  const port = await freePort();
  const words = ['serve', '--port', String(port), ...(databaseFile === undefined ? [] : ['--db-path', databaseFile])];
  const child = spawn(program, words, { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  await untilReachable(endpoint);
  return { endpoint, child };
}

/** Any answer will do. */
export async function untilReachable(endpoint: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await (await fetch(endpoint)).arrayBuffer();
      return;
    } catch (error) {
      if (attempt === 100) throw new Error(`the DynamoDB at ${endpoint} does not answer`, { cause: error });
      await sleep(50);
    }
  }
}
