import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

const instance = 'arn:aws:connect:us-east-1:000000000000:instance/00000000-0000-4000-8000-000000000000';

/** The deployment settings of the local run: an instance of Amazon Connect that does not exist, so that all of the stack is there. */
export const localContext: Readonly<Record<string, string>> = {
  connectInstanceArn: instance,
  defaultQueueArn: `${instance}/queue/00000000-0000-4000-8000-000000000001`,
  connectBucket: 'local-connect',
  emailFrom: 'leaseline@demo.example',
};

/** What the synthesized template is made from, under the project's root. The demo's pages are served from their source. */
const inputs = ['bin/leaseline.ts', 'lib', 'lambdas', 'web', 'cdk.json', 'package-lock.json'];
const leftOut = ['web/demo', 'web/dist'];

export interface InputsState {
  /** Changes when a file's name or content does, or a setting. */
  readonly hash: string;
}

/** Reads all that goes into the template; what comes out of it is never looked at, so that it can be changed by hand. */
export async function readInputs(root: string): Promise<InputsState> {
  const files = (await Promise.all(inputs.map((input) => filesUnder(root, input)))).flat().sort();
  const hash = createHash('sha256').update(JSON.stringify(localContext));
  for (const file of files) {
    const content = await readFile(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return { hash: hash.digest('hex') };
}

async function filesUnder(root: string, name: string): Promise<string[]> {
  if (leftOut.includes(name)) return [];
  const found = await stat(path.join(root, name)).catch(() => undefined);
  if (!found) return [];
  if (!found.isDirectory()) return [name];
  const entries = await readdir(path.join(root, name));
  return (await Promise.all(entries.map((entry) => filesUnder(root, `${name}/${entry}`)))).flat();
}
