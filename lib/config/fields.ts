import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';

const logDays = Object.values(RetentionDays).filter(
  (days) => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const instance = String.raw`arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:instance/${uuid}`;

const text = (pattern: string, must: string) => z.string(must).regex(new RegExp(`^${pattern}$`), must);

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const topLevel = '[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?'; // begins with a letter, so that no IP address is a name
const hostName = z
  .string('a host name')
  .max(253, 'a host name of at most 253 characters')
  .regex(
    new RegExp(`^(?:${label}\\.)+${topLevel}$`),
    'a host name in lower case like calls.shop.example, with neither scheme nor path, wildcard nor dot at its end',
  );

const zoneOrZones = '{"id": "Z...", "name": "shop.example"} with nothing else, or a list of such';
const zone = z.strictObject(
  {
    id: text('Z[A-Z0-9]{1,31}', 'the id of a hosted zone: Z and capitals or digits, without /hostedzone/'),
    name: hostName.describe('Name of the zone, as shop.example for calls.shop.example'),
  },
  zoneOrZones,
);

/**
 * Every setting of a deployment, as a stage's file says it. Each complaint goes on from "<setting> must be". The one source of
 * `stages/schema.json`; what settings must be to each other is in `rules.ts` and `places.ts`.
 */
export const fields = z.strictObject({
  stackName: text('[A-Za-z][A-Za-z0-9-]{0,39}', 'a letter, then letters, digits and hyphens, at most 40 in all')
    .default('Leaseline')
    .describe(
      'Name of the CloudFormation stack. A second installation in the same account and Region needs another. Renamed, it is a new installation without data.',
    ),
  account: text(String.raw`\d{12}`, 'the 12 digits of an AWS account, in quotes')
    .optional()
    .describe('The AWS account that the stack goes to; credentials of any other are refused.'),
  region: text('[a-z]{2}(?:-[a-z]+)+-[0-9]', 'the code of an AWS Region, like eu-central-1')
    .optional()
    .describe('The AWS Region that the stack goes to: that of the instance of Amazon Connect.'),
  connect: z
    .literal('none', '"none", or be left out beside connectInstanceArn')
    .optional()
    .describe(
      '"none": a stack without Amazon Connect, whose calls come from other carriers alone. Beside connectInstanceArn it is left out.',
    ),
  connectInstanceArn: text(instance, 'the ARN of an instance of Amazon Connect')
    .optional()
    .describe('The instance of Amazon Connect whose calls are matched.'),
  defaultQueueArn: text(`${instance}/queue/${uuid}`, 'the ARN of a queue of Amazon Connect')
    .optional()
    .describe(
      'The queue of that instance where callers go when nothing better is known; without it such callers are told that nobody is there.',
    ),
  contactRecordStreamArn: text(
    String.raw`arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\d{12}:stream/[\w.-]{1,128}`,
    'the ARN of a Kinesis data stream',
  )
    .optional()
    .describe(
      'The Kinesis stream that the instance writes its contact records to already; without it the stack makes one and tells the instance.',
    ),
  contactRecordKeyArn: text(
    String.raw`arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key/[\w-]+`,
    'the ARN of a KMS key: of the key itself, not of an alias',
  )
    .optional()
    .describe(
      'The KMS key that encrypts that stream. Amazon Connect can write with no other than the one that it was given for its own data.',
    ),
  connectBucket: text('[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]', 'the name of an S3 bucket')
    .optional()
    .describe(
      'The S3 bucket in which the instance keeps call recordings, and Contact Lens what was said. Without it there are no links to recordings, and nothing is known of what was said. Its notifications to EventBridge must be on.',
    ),
  connectBucketKeyArn: text(
    String.raw`arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key/[\w-]+`,
    'the ARN of a KMS key: of the key itself, not of an alias',
  )
    .optional()
    .describe('The KMS key that encrypts that bucket, if it is one of the account’s own.'),
  domainName: hostName.optional().describe('The name of tracker, API and dashboard, in place of that of CloudFront.'),
  alternativeNames: z
    .array(hostName, 'a list of host names')
    .max(99, 'at most 99 names')
    .optional()
    .describe('Further names for the same, as one for each website.'),
  certificateArn: text(
    String.raw`arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate/${uuid}`,
    'the ARN of a certificate of AWS Certificate Manager',
  )
    .optional()
    .describe('The certificate of all these names. CloudFront takes it from us-east-1 only.'),
  hostedZone: z
    .union([zone, z.array(zone).min(1, zoneOrZones)], zoneOrZones)
    .optional()
    .describe(
      'The hosted zone of Route 53 that gets a record for each name, or a list of zones where the names lie in several. Without it point the names to the output DistributionDomainName yourself.',
    ),
  alarmEmail: z
    .email('an e-mail address')
    .optional()
    .describe('Who gets the alarms; the address must confirm the subscription.'),
  emailFrom: z
    .email('an e-mail address')
    .optional()
    .describe('Sender of e-mails where a destination names none; Amazon SES must have verified it.'),
  visitDays: z
    .number('a number without quotes')
    .int('a whole number')
    .min(1, 'at least 1')
    .max(3650, 'at most 3650')
    .default(90)
    .describe('Days that a visit is kept: as long as calls are to be matched to it.'),
  logDays: z
    .literal(logDays, `a retention that CloudWatch knows: ${logDays.join(', ')}`)
    .default(RetentionDays.ONE_MONTH)
    .describe('Days that logs are kept; one of the retentions that CloudWatch knows.'),
  lookupReservedConcurrency: z
    .number('a number without quotes')
    .int('a whole number')
    .min(1, 'at least 1')
    .max(1000, 'at most 1000')
    .optional()
    .describe(
      'Containers that are set aside for the lookup while a phone rings: as many as calls begin in the same second. Lambda takes them from the quota of the account, of which 100 must stay for all other functions: a new account, whose quota is often 10, can set none aside.',
    ),
  fallbackTable: z
    .boolean('true or false')
    .optional()
    .describe(
      'Whether the stack has a data table of Amazon Connect that says where calls go when the lookup fails; false where the Region has none. Without it they go to the default queue.',
    ),
  connectTests: z
    .boolean('true or false')
    .optional()
    .describe(
      'Whether the stack has test cases of Amazon Connect for its flow, which "npm run cli -- connect test" runs; false where the Region has none.',
    ),
  recordCallMaxConcurrency: z
    .number('a number without quotes')
    .int('a whole number')
    .min(2, 'at least 2, as Amazon SQS wants it')
    .max(1000, 'at most 1000')
    .default(10)
    .describe(
      'How many containers work through what was heard of calls at the same time. That work can wait, visitors and callers cannot: 2 in an account whose Lambda quota is 10.',
    ),
  terminationProtection: z
    .boolean('true or false')
    .default(true)
    .describe(
      'Whether CloudFormation refuses to delete the stack, and DynamoDB its tables. false for the first deployment, so that one that fails can clean up after itself.',
    ),
});
