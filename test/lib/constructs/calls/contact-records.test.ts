import type { Template } from 'aws-cdk-lib/assertions';
import { expectResource, grants, one, template, withConnect } from '../../synthesize.ts';

const key = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-4333-8444-555555555555';
const stream = 'arn:aws:kinesis:eu-central-1:123456789012:stream/contact-records';
const deployed = template(withConnect);

const reading = [
  'kinesis:DescribeStream',
  'kinesis:DescribeStreamConsumer',
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
  'kinesis:ListStreams',
  'kinesis:SubscribeToShard',
];

test('the instance writes its records to a stream of one shard, which nobody encrypts', () => {
  const [id, { Properties }] = one(deployed, 'AWS::Kinesis::Stream', /./);
  expect(Properties).toEqual({
    ShardCount: 1,
    StreamModeDetails: { StreamMode: 'PROVISIONED' },
    RetentionPeriodHours: 24,
  });
  expectResource(deployed, 'AWS::Connect::InstanceStorageConfig', {
    InstanceArn: withConnect.connectInstanceArn,
    ResourceType: 'CONTACT_TRACE_RECORDS',
    StorageType: 'KINESIS_STREAM',
    KinesisStreamConfig: { StreamArn: { 'Fn::GetAtt': [id, 'Arn'] } },
  });
});

test('a stream of its own goes with the stack: it costs by the hour', () => {
  expect(one(deployed, 'AWS::Kinesis::Stream', /./)[1]).toMatchObject({
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
  });
});

test('with a key of the instance the stream is encrypted', () => {
  expectResource(template({ ...withConnect, contactRecordKeyArn: key }), 'AWS::Kinesis::Stream', {
    StreamEncryption: { EncryptionType: 'KMS', KeyId: key },
  });
});

test('a stream that the instance writes to already is only read', () => {
  const existing = template({ ...withConnect, contactRecordStreamArn: stream, contactRecordKeyArn: key });
  expect(existing.findResources('AWS::Kinesis::Stream')).toEqual({});
  expect(existing.findResources('AWS::Connect::InstanceStorageConfig')).toEqual({});
  expect(grants(existing, /^ConnectRecordsForward/)).toMatchObject({ [stream]: reading, [key]: ['kms:Decrypt'] });
  expect(mapping(existing).EventSourceArn).toBe(stream);
  expect(existing.findOutputs('ContactRecordStreamName').ContactRecordStreamName?.Value).toBe('contact-records');
});

test('a batch that fails is halved and tried again; what is given up lies whole in the archive', () => {
  const [archive] = one(deployed, 'AWS::S3::Bucket', /Archive/);
  expect(mapping(deployed)).toMatchObject({
    StartingPosition: 'TRIM_HORIZON',
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    MaximumRecordAgeInSeconds: 6 * 3600,
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [archive, 'Arn'] } } },
  });
});

test('forward-records reads the stream, writes to queue and archive, and no more', () => {
  expect(grants(deployed, /^ConnectRecordsForward/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    ConnectRecordsForwardLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    ConnectRecordsStream: reading,
    CallsWorkQueue: ['sqs:SendMessage'],
    'CallsArchiveBucket/contact-records/*': ['s3:PutObject'],
    'CallsArchiveBucket/aws/lambda/*': ['s3:PutObject'],
    CallsArchiveBucket: ['s3:ListBucket'],
  });
});

test('records that are late or given up set off an alarm', () => {
  const [forward] = one(deployed, 'AWS::Lambda::Function', /^ConnectRecordsForward/);
  expectResource(deployed, 'AWS::CloudWatch::Alarm', {
    MetricName: 'IteratorAge',
    Threshold: 900_000,
    Dimensions: [{ Name: 'FunctionName', Value: { Ref: forward } }],
  });
  expectResource(deployed, 'AWS::CloudWatch::Alarm', {
    MetricName: 'OnFailureDestinationDeliveredEventCount',
    Threshold: 1,
    Dimensions: [{ Name: 'EventSourceMappingUUID', Value: { Ref: mappingId(deployed) } }],
  });
  expect(mapping(deployed).MetricsConfig).toEqual({ Metrics: ['EventCount'] });
});

test('the alarm of the function says after which time records are no longer in the stream', () => {
  const hours = mapping(deployed).MaximumRecordAgeInSeconds / 3600;
  const descriptions = Object.values(deployed.findResources('AWS::CloudWatch::Alarm'))
    .map(({ Properties }): string => Properties.AlarmDescription)
    .filter((text) => text.includes('wait in their stream'));
  expect(descriptions).toHaveLength(2);
  for (const text of descriptions) {
    expect(text).toContain(`After ${hours} hours records go to the archive`);
    expect(text).not.toMatch(/\bday\b/);
  }
});

function mappingId(from: Template): string {
  return one(from, 'AWS::Lambda::EventSourceMapping', /^ConnectRecords/)[0];
}

function mapping(from: Template) {
  return one(from, 'AWS::Lambda::EventSourceMapping', /^ConnectRecords/)[1].Properties;
}
