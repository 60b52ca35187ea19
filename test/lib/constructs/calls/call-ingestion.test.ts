import { grants, one, template } from '../../synthesize.ts';

const deployed = template();

const queueOf = (id: RegExp) => one(deployed, 'AWS::SQS::Queue', id);

test('record-call may do what it does, and no more', () => {
  expect(grants(deployed, /^CallsRecordCall/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    CallsRecordCallLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    StorageSettings: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    StorageLeases: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
    StorageVisits: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    'StorageVisits/index/by-visitor': ['dynamodb:Query'],
    StorageCalls: [
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    SecretsMaster: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    'CallsArchiveBucket/contact-records/*': ['s3:GetObject'],
    'CallsArchiveBucket/payloads/*': ['s3:PutObject'],
    CallsWorkQueue: [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ],
    CallsWorkDeadLettersQueue: ['sqs:SendMessage'],
  });
});

test('record-call learns where everything is, and how often it is given a message', () => {
  const [, { Properties }] = one(deployed, 'AWS::Lambda::Function', /^CallsRecordCall/);
  const [, { Properties: queue }] = queueOf(/^CallsWorkQueue/);
  expect(Properties.Environment.Variables).toEqual({
    SETTINGS_TABLE: { Ref: expect.stringMatching(/^StorageSettings/) },
    LEASES_TABLE: { Ref: expect.stringMatching(/^StorageLeases/) },
    VISITS_TABLE: { Ref: expect.stringMatching(/^StorageVisits/) },
    CALLS_TABLE: { Ref: expect.stringMatching(/^StorageCalls/) },
    MASTER_SECRET_ARN: { Ref: expect.stringMatching(/^SecretsMaster/) },
    ARCHIVE_BUCKET: { Ref: expect.stringMatching(/^CallsArchiveBucket/) },
    WORK_QUEUE_URL: { Ref: queueOf(/^CallsWorkQueue/)[0] },
    WORK_DEAD_LETTER_URL: { Ref: queueOf(/^CallsWorkDeadLetters/)[0] },
    MAX_RECEIVES: String(queue.RedrivePolicy.maxReceiveCount),
    NODE_OPTIONS: '--enable-source-maps',
  });
  expect(queue.VisibilityTimeout).toBe(6 * Properties.Timeout);
});

test('the sweep reads what is open, sets it going, and runs every minute', () => {
  expect(grants(deployed, /^CallsSweep/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    CallsSweepLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    StorageSettings: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:leaseline/Leaseline/carrier/*': [
      'secretsmanager:DeleteSecret',
    ],
    'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:leaseline/Leaseline/destination/*': [
      'secretsmanager:DeleteSecret',
    ],
    'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:leaseline/Leaseline/order-source/*': [
      'secretsmanager:DeleteSecret',
    ],
    StorageCalls: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    'StorageCalls/index/open': ['dynamodb:Query'],
    CallsWorkQueue: ['sqs:SendMessage'],
    CallsWorkDeadLettersQueue: ['sqs:SendMessage'],
  });
  const [sweep] = one(deployed, 'AWS::Lambda::Function', /^CallsSweep/);
  const [rule, { Properties }] = one(deployed, 'AWS::Events::Rule', /^Calls/);
  expect(Properties).toMatchObject({
    ScheduleExpression: 'rate(1 minute)',
    Targets: [{ Arn: { 'Fn::GetAtt': [sweep, 'Arn'] } }],
  });
  const [, permission] = one(deployed, 'AWS::Lambda::Permission', /^CallsEveryMinute/);
  expect(permission.Properties).toMatchObject({
    Principal: 'events.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': [rule, 'Arn'] },
  });
});

test('how much of the quota record-call takes up is a setting', () => {
  const concurrency = (settings: Record<string, unknown>) =>
    one(template(settings), 'AWS::Lambda::EventSourceMapping', /^CallsRecordCall/)[1].Properties.ScalingConfig;
  expect(concurrency({})).toEqual({ MaximumConcurrency: 10 });
  expect(concurrency({ recordCallMaxConcurrency: 2 })).toEqual({ MaximumConcurrency: 2 });
});

test('the archive is private, kept with the data, and forgets after 400 days', () => {
  const [, archive] = one(deployed, 'AWS::S3::Bucket', /Archive/);
  expect(archive).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  expect(Object.values(archive.Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
  expect(archive.Properties.LifecycleConfiguration.Rules).toEqual([{ ExpirationInDays: 400, Status: 'Enabled' }]);
  const [, { Properties: policy }] = one(deployed, 'AWS::S3::BucketPolicy', /Archive/);
  expect(policy.PolicyDocument.Statement.map(({ Effect }: { Effect: string }) => Effect)).toEqual(['Deny']);
});
