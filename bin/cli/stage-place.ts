import path from 'node:path';
import * as z from 'zod';
import { readStageFile } from '../../lib/config/stage-file.ts';
import { CliError } from './cli-error.ts';

/** Which CloudFormation stack is meant, and where it lies, if that is said. */
export interface StackPlace {
  readonly stack: string;
  readonly region?: string | undefined;
}

const stages = path.resolve(import.meta.dirname, '../../stages');
const place = z.object({ stackName: z.string().default('Leaseline'), region: z.string().optional() });

/** The stack of a stage, as `stages/<stage>.json` says. Throws a sentence when there is no such stage. */
export function stackOfStage(stage: string, folder = stages): StackPlace {
  const read = readStageFile(stage, folder);
  if ('problem' in read) throw new CliError(read.problem);
  const known = place.safeParse(read.settings);
  if (!known.success) throw new CliError(`stages/${stage}.json: stackName and region must be texts`);
  return { stack: known.data.stackName, region: known.data.region };
}
