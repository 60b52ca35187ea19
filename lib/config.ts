import path from 'node:path';
import type { Node } from 'constructs';
import type * as z from 'zod';
import { fields } from './config/fields.ts';
import { placeProblems } from './config/places.ts';
import { rules, type Settings } from './config/rules.ts';
import { readStageFile } from './config/stage-file.ts';

/** Deploy-time settings, with defaults filled in. */
export type Config = Settings;

/** Says in one message everything that is wrong with the settings, and what to do. */
export class ConfigError extends Error {}

/** Where settings come from besides the context. */
export interface ConfigSources {
  /** Folder of the stages' files. */
  readonly stages: string;
  /** What the CDK command line says of credentials and Region. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const theirOwn: ConfigSources = {
  stages: path.resolve(import.meta.dirname, '../stages'),
  environment: process.env,
};

/**
 * Reads the settings: from the file of the stage that the context names, and from the context itself (`-c name=value`), which goes
 * before the file.
 * @throws ConfigError that names every bad, missing or unknown setting, and what to do
 */
export function readConfig(node: Node, sources: ConfigSources = theirOwn): Config {
  const { stage: saidStage, ...context } = Object.fromEntries(
    Object.entries(node.getAllContext()).filter(([name]) => isSetting(name)),
  );
  const stage = saidStage === undefined || typeof saidStage === 'string' ? saidStage : JSON.stringify(saidStage);
  const ofStage = stage === undefined ? { settings: {} } : readStageFile(stage, sources.stages);
  if ('problem' in ofStage) throw new ConfigError(ofStage.problem);
  const said = Object.entries(context).map(([name, value]) => [name, fromText(name, value)]);
  const result = fields.safeParse({ ...ofStage.settings, ...Object.fromEntries(said) });
  const problems = result.success
    ? [...rules(result.data), ...placeProblems(result.data, sources.environment)].map(
        ({ setting, sentence }) => `${setting} ${sentence}`,
      )
    : result.error.issues.flatMap(describe);
  if (result.success && problems.length === 0) return result.data;
  const where = stage === undefined ? 'The settings' : `The settings of stages/${stage}.json`;
  throw new ConfigError([`${where} have errors:`, ...problems.map((problem) => `  - ${problem}`)].join('\n'));
}

/** Flags and lookups of CDK have `@` or `:` in their names, or begin with what they ask for; anything else is meant to be a setting. */
function isSetting(name: string): boolean {
  return !/[@:]/.test(name) && name !== 'cli-telemetry';
}

/** The command line gives texts: what must be something else is JSON there. */
function fromText(name: string, value: unknown): unknown {
  const field = Object.entries(fields.shape).find(([setting]) => setting === name)?.[1];
  if (typeof value !== 'string' || field === undefined || field.safeParse(value).success) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function describe(issue: z.core.$ZodIssue): string[] {
  return issue.code === 'unrecognized_keys' && issue.path.length === 0
    ? issue.keys.map((key) => `${key} is not a setting; there are ${Object.keys(fields.shape).join(', ')}`)
    : [`${issue.path.join('.')} must be ${issue.message}`];
}
