import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';
import * as z from 'zod';

const logDays = Object.values(RetentionDays).filter(
  (days) => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

const instance = String.raw`^arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:instance/[0-9a-f-]{36}`;
const ofConnect = 'left out without connectInstanceArn';

/** A value from `-c name=value` is text; one from `cdk.json` has its JSON type. */
const fields = z.strictObject({
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
  /** The instance of Amazon Connect whose calls are matched; without it the stack has nothing of Amazon Connect. */
  connectInstanceArn: z
    .string()
    .regex(new RegExp(`${instance}$`), 'the ARN of an instance of Amazon Connect')
    .optional(),
  /** The stream that the instance writes its contact records to already; without it the stack makes one and tells the instance. */
  contactRecordStreamArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/[\w.-]{1,128}$/, 'the ARN of a Kinesis data stream')
    .optional(),
  /** The key that encrypts that stream; Amazon Connect can write with no other than the one that it was given for its own data. */
  contactRecordKeyArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, 'the ARN of a KMS key')
    .optional(),
  /** The queue of Amazon Connect where callers go when nothing better is known. */
  defaultQueueArn: z
    .string()
    .regex(new RegExp(`${instance}/queue/[0-9a-f-]{36}$`), 'the ARN of a queue of Amazon Connect')
    .optional(),
  /** Sender of e-mails where a destination names none; SES must have verified it. */
  emailFrom: z.email('an e-mail address').optional(),
});

/** What belongs to Amazon Connect needs its instance, and a queue is one of that instance. */
const schema = fields.superRefine((config, context) => {
  const { connectInstanceArn: arn, defaultQueueArn } = config;
  for (const name of ['contactRecordStreamArn', 'contactRecordKeyArn', 'defaultQueueArn'] as const) {
    if (arn === undefined && config[name] !== undefined)
      context.addIssue({ code: 'custom', path: [name], message: ofConnect });
  }
  if (arn !== undefined && defaultQueueArn !== undefined && !defaultQueueArn.startsWith(`${arn}/`)) {
    context.addIssue({ code: 'custom', path: ['defaultQueueArn'], message: 'a queue of connectInstanceArn' });
  }
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
      ? issue.keys.map((key) => `${key} is not a setting; there are ${Object.keys(fields.shape).join(', ')}`)
      : [`${issue.path.join('.')} must be ${issue.message}`],
  );
  throw new ConfigError(['The context has errors:', ...problems.map((problem) => `  - ${problem}`)].join('\n'));
}

/** The names of CDK's own flags and lookups contain `@`, `:` or `-`; ours are plain words. */
function isSetting(name: string): boolean {
  return /^[A-Za-z]+$/.test(name);
}
