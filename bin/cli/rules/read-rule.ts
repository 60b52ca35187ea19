import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type RuleSettings, ruleSettings } from '../../../lambdas/conversions/rules/rule.ts';
import { parseFields } from '../../../lambdas/platform/http/parse-fields.ts';
import { CliError } from '../cli-error.ts';
import { sayFieldError } from '../management.ts';

/** A rule as `PUT /v1/rules/{rule}` takes it, from a file of JSON. Throws a `CliError` that names what is wrong. */
export function readRuleFile(file: string): RuleSettings {
  const read = parseFields(ruleSettings, readJsonFile(file));
  if ('data' in read) return read.data;
  throw new CliError(`${file}: ${read.errors.map(sayFieldError).join('; ')}`);
}

/** Throws a `CliError` where there is no such file, or no JSON in it. */
export function readJsonFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError(`${file} cannot be read`, { cause: error });
  }
  try {
    return z.unknown().parse(JSON.parse(text));
  } catch (error) {
    throw new CliError(`${file} is not JSON`, { cause: error });
  }
}
