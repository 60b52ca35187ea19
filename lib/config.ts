import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';
import * as z from 'zod';

const logDays = Object.values(RetentionDays).filter(
  (days) => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

/** A value from `-c name=value` is text; one from `cdk.json` has its JSON type. */
const schema = z.strictObject({
  /** Name of the CloudFormation stack; a second installation in the same account and region needs another. */
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'a letter, then letters, digits and hyphens, at most 40 in all')
    .default('Leaseline'),
  /** Who gets the alarms; the address must confirm the subscription. */
  alarmEmail: z.email('an e-mail address').optional(),
  /** Days that a visit is kept: as long as calls are to be matched to it. */
  visitDays: z.coerce
    .number('a number')
    .int('a whole number')
    .min(1, 'at least 1')
    .max(3650, 'at most 3650')
    .default(90),
  /** Days that logs are kept. */
  logDays: z.coerce
    .number('a number')
    .refine((days) => logDays.includes(days), `a retention that CloudWatch knows: ${logDays.join(', ')}`)
    .default(30),
  /** Whether CloudFormation refuses to delete the stack. */
  terminationProtection: z
    .union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })], 'true or false')
    .default(true),
});

/** Deploy-time settings, with defaults filled in. */
export type Config = z.infer<typeof schema>;

/** Says in one message everything that is wrong with the context. */
export class ConfigError extends Error {}

/**
 * Reads the settings from the CDK context (`-c name=value` or `cdk.json`).
 * @throws ConfigError that names every bad or unknown setting
 */
export function readConfig(node: Node): Config {
  const context = Object.entries(node.getAllContext()).filter(([name]) => isSetting(name));
  const result = schema.safeParse(Object.fromEntries(context));
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${key} is not a setting; there are ${Object.keys(schema.shape).join(', ')}`)
      : [`${issue.path.join('.')} must be ${issue.message}`],
  );
  throw new ConfigError(['The context has errors:', ...problems.map((problem) => `  - ${problem}`)].join('\n'));
}

/** The names of CDK's own flags and lookups contain `@`, `:` or `-`; ours are plain words. */
function isSetting(name: string): boolean {
  return /^[A-Za-z]+$/.test(name);
}
