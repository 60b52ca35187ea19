import * as z from 'zod';
import { output } from '../../lambdas/platform/names.ts';
import { explainAws } from './aws/explain-aws.ts';
import { CliError } from './cli-error.ts';
import { createApiKey, type KeyRequest } from './create-key.ts';
import { settingsTableOf } from './settings-table.ts';
import { type StackPlace, stackOfStage } from './stage-place.ts';

export interface KeysCreateOptions extends KeyRequest {
  readonly stack: string;
  /** Names stack and Region by its file. */
  readonly stage?: string | undefined;
  readonly table?: string | undefined;
}

/** Makes an API key. Only the secret goes to stdout, so that it can be piped. */
export async function keysCreate(options: KeysCreateOptions): Promise<void> {
  const { stack, stage, table, ...request } = options;
  const place = stage === undefined ? { stack } : stackOfStage(stage);
  const tableName = table ?? (await tableOf(place));
  const secret = await createApiKey({ tableName, region: place.region }, request).catch(explainAws);
  process.stderr.write(`A key with the role ${request.role} for ${request.source}. It is shown this once:\n`);
  process.stdout.write(`${secret}\n`);
}

async function tableOf(place: StackPlace): Promise<string> {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  return endpoint === undefined ? settingsTableOf(place).catch(explainAws) : localTable();
}

const localOutputs = z.object({ [output.settingsTable]: z.string() });

/** The local run has no CloudFormation to ask; it serves the stack's outputs itself. */
async function localTable(): Promise<string> {
  const url = process.env.LEASELINE_URL ?? 'http://localhost:8787';
  try {
    const response = await fetch(new URL('/local/outputs', url));
    return localOutputs.parse(await response.json())[output.settingsTable] ?? '';
  } catch (error) {
    throw new CliError(`AWS_ENDPOINT_URL is set, but ${url} is no local run; name the table with --table`, {
      cause: error,
    });
  }
}
