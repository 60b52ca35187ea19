import { tableProperties } from '../../src/services/dynamodb/table-properties.ts';
import { eventBusType } from '../../src/services/events/event-bus.ts';
import { ruleType } from '../../src/services/events/rule.ts';
import { streamType } from '../../src/services/kinesis/stream.ts';
import { queueType } from '../../src/services/queues/queue.ts';
import { secretType } from '../../src/services/secrets/secret.ts';
import { mappingProperties } from '../../src/services/sources/mapping-properties.ts';
import { stateMachineType } from '../../src/services/states/state-machine.ts';
import { bucketType } from '../../src/services/storage/bucket.ts';
import { bucketDeploymentType } from '../../src/services/storage/bucket-deployment.ts';

/** The schemas do not use what the types are made of. */
const none = {} as never;
const Tags = [{ Key: 'a', Value: 'b' }];

/** Properties as templates have them, and the paths below which any word is right. */
const samples = [
  {
    name: 'AWS::DynamoDB::Table',
    schema: tableProperties,
    properties: {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'index',
          KeySchema: [{ AttributeName: 'pk', KeyType: 'RANGE' }],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] },
        },
      ],
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      TableClass: 'STANDARD',
      Tags,
    },
    words: ['KeyType', 'AttributeType', 'BillingMode', 'ProjectionType', 'SSEType', 'StreamViewType', 'TableClass'],
  },
  {
    name: 'AWS::S3::Bucket',
    schema: bucketType(none).properties,
    properties: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 3 }] },
      VersioningConfiguration: { Status: 'Enabled' },
      Tags,
    },
    words: ['SSEAlgorithm', 'ObjectOwnership', 'Status'],
  },
  {
    name: 'Custom::CDKBucketDeployment',
    schema: bucketDeploymentType(none).properties,
    properties: {
      ServiceToken: 'arn',
      SourceBucketNames: ['assets'],
      SourceObjectKeys: ['key.zip'],
      DestinationBucketName: 'bucket',
      Prune: true,
      WaitForDistributionInvalidation: 'true',
      SystemMetadata: { 'cache-control': 'no-store' },
    },
    words: ['WaitForDistributionInvalidation'],
  },
  {
    name: 'AWS::SQS::Queue',
    schema: queueType(none, '', none).properties,
    properties: {
      RedrivePolicy: { deadLetterTargetArn: 'arn', maxReceiveCount: 3 },
      RedriveAllowPolicy: { redrivePermission: 'allowAll' },
      SqsManagedSseEnabled: true,
      Tags,
    },
    words: ['redrivePermission'],
  },
  {
    name: 'AWS::SecretsManager::Secret',
    schema: secretType(none).properties,
    properties: { GenerateSecretString: { PasswordLength: 12 }, ReplicaRegions: [{ Region: 'eu-west-1' }], Tags },
    words: [],
  },
  {
    name: 'AWS::Kinesis::Stream',
    schema: streamType(none, none).properties,
    properties: {
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
      Tags,
    },
    words: ['StreamMode', 'EncryptionType'],
  },
  {
    name: 'AWS::Lambda::EventSourceMapping',
    schema: mappingProperties,
    properties: {
      EventSourceArn: 'arn',
      FunctionName: 'name',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      StartingPosition: 'LATEST',
      ScalingConfig: { MaximumConcurrency: 2 },
      DestinationConfig: { OnFailure: { Destination: 'arn' } },
      FilterCriteria: { Filters: [{ Pattern: '{}' }] },
    },
    words: ['FunctionResponseTypes', 'StartingPosition'],
  },
  {
    name: 'AWS::Events::EventBus',
    schema: eventBusType(none).properties,
    properties: { Name: 'bus', Tags },
    words: [],
  },
  {
    name: 'AWS::Events::Rule',
    schema: ruleType(none, none).properties,
    properties: {
      ScheduleExpression: 'rate(5 minutes)',
      State: 'ENABLED',
      Targets: [
        {
          Arn: 'arn',
          Id: 'a',
          RetryPolicy: { MaximumRetryAttempts: 1 },
          DeadLetterConfig: { Arn: 'arn' },
        },
      ],
      Tags,
    },
    words: ['ScheduleExpression', 'State'],
  },
  {
    name: 'AWS::StepFunctions::StateMachine',
    schema: stateMachineType(none, none).properties,
    properties: {
      DefinitionString: '{}',
      RoleArn: 'arn',
      StateMachineType: 'STANDARD',
      LoggingConfiguration: {
        Level: 'ALL',
        Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: 'arn' } }],
      },
      TracingConfiguration: { Enabled: true },
      Tags,
    },
    words: ['StateMachineType', 'Level'],
  },
];

type Path = readonly (string | number)[];

/** All objects inside a value, by their paths. */
function objects(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    objects(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) ? inner : [path, ...inner];
}

function changed(properties: object, path: Path, change: (inner: Record<string, unknown>) => void): unknown {
  const copy = structuredClone(properties) as Record<string, unknown>;
  change(path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], copy) as never);
  return copy;
}

describe.each(samples)('$name', ({ schema, properties, words }) => {
  test('takes what templates have', () => {
    expect(schema.safeParse(properties).error).toBeUndefined();
  });

  test.each(objects(properties).map((path) => [path.join('.') || '(top)', path] as const))(
    'refuses an unknown property in %s, by its path',
    (_, path) => {
      const issues = schema.safeParse(changed(properties, path, (inner) => (inner.Unexpected = 1))).error?.issues ?? [];
      expect(issues.map((issue) => [issue.path, 'keys' in issue && issue.keys])).toContainEqual([path, ['Unexpected']]);
    },
  );

  test('refuses unknown words', () => {
    for (const word of words) {
      const path = objects(properties).find((each) => word in (at(properties, each) as object))!;
      const wrong = changed(properties, path, (inner) => {
        inner[word] = Array.isArray(inner[word]) ? ['Unexpected'] : 'Unexpected';
      });
      const issues = schema.safeParse(wrong).error?.issues ?? [];
      expect(issues.map((issue) => issue.path.slice(0, path.length + 1))).toContainEqual([...path, word]);
    }
  });
});

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}
