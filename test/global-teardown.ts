import type { ChildProcess } from 'node:child_process';

export default async function globalTeardown(): Promise<void> {
  const { embeddedDynamoDBProcess } = globalThis as { embeddedDynamoDBProcess?: ChildProcess };
  embeddedDynamoDBProcess?.kill();
}
