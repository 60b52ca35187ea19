import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';

interface MadeBySetup {
  readonly embeddedDynamoDBProcess?: ChildProcess;
  readonly temporaryFolder?: string;
}

export default async function globalTeardown(): Promise<void> {
  const { embeddedDynamoDBProcess, temporaryFolder } = globalThis as MadeBySetup;
  embeddedDynamoDBProcess?.kill();
  if (temporaryFolder !== undefined) rmSync(temporaryFolder, { recursive: true, force: true });
}
