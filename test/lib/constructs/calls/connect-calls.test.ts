import { grants, one, template, withConnect } from '../../synthesize.ts';

const deployed = template(withConnect);
const { connectInstanceArn: instance, defaultQueueArn } = withConnect;
const [lookup, lookupFunction] = one(deployed, 'AWS::Lambda::Function', /^ConnectLookup/);

test('the lookup reads all tables, tells the work queue, and writes nothing', () => {
  expect(grants(deployed, /^ConnectLookup/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    ConnectLookupLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    StorageSettings: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    StorageLeases: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
    StorageVisits: ['dynamodb:GetItem', 'dynamodb:Query'],
    StorageCalls: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    SecretsMaster: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    CallsWorkQueue: ['sqs:SendMessage'],
  });
});

test('containers are set aside for the lookup, and for no other function, if the stage says so', () => {
  const reserved = (settings: Record<string, unknown>) =>
    Object.entries(template({ ...withConnect, ...settings }).findResources('AWS::Lambda::Function'))
      .filter(([, { Properties }]) => Properties.ReservedConcurrentExecutions !== undefined)
      .map(([id, { Properties }]) => [id, Properties.ReservedConcurrentExecutions]);
  expect(reserved({})).toEqual([]);
  expect(reserved({ lookupReservedConcurrency: 5 })).toEqual([[lookup, 5]]);
});

test('only this instance of Amazon Connect may invoke the lookup', () => {
  const permissions = Object.values(deployed.findResources('AWS::Lambda::Permission')).filter(
    ({ Properties }) => Properties.FunctionName['Fn::GetAtt'][0] === lookup,
  );
  expect(permissions.map(({ Properties }) => Properties)).toEqual([
    {
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': [lookup, 'Arn'] },
      Principal: 'connect.amazonaws.com',
      SourceAccount: '123456789012',
      SourceArn: instance,
    },
  ]);
});

test('the instance knows the lookup before its flow names it', () => {
  const [association, { Properties }] = one(deployed, 'AWS::Connect::IntegrationAssociation', /./);
  expect(Properties).toEqual({
    InstanceId: instance,
    IntegrationType: 'LAMBDA_FUNCTION',
    IntegrationArn: { 'Fn::GetAtt': [lookup, 'Arn'] },
  });
  expect(one(deployed, 'AWS::Connect::ContactFlow', /Inbound/)[1].DependsOn).toContain(association);
});

test('the inbound flow asks the lookup, whispers, and knows the default queue; so does the lookup', () => {
  const [whisper, { Properties: whisperFlow }] = one(deployed, 'AWS::Connect::ContactFlow', /AgentWhisper/);
  expect(whisperFlow).toMatchObject({ InstanceArn: instance, Type: 'AGENT_WHISPER', Name: 'Leaseline agent whisper' });
  const [, { Properties }] = one(deployed, 'AWS::Connect::ContactFlow', /Inbound/);
  expect(Properties).toMatchObject({ InstanceArn: instance, Type: 'CONTACT_FLOW', Name: 'Leaseline inbound' });
  const [table] = one(deployed, 'AWS::Connect::DataTable', /./);
  const names: Record<string, string> = { [lookup]: 'arn:lookup', [whisper]: 'arn:whisper', [table]: 'arn:table' };
  const parts: (string | { 'Fn::GetAtt': [string, string] })[] = Properties.Content['Fn::Join'][1];
  const content = parts.map((part) => (typeof part === 'string' ? part : names[part['Fn::GetAtt'][0]])).join('');
  const parameters = JSON.parse(content).Actions.map(({ Parameters }: { Parameters: object }) => Parameters);
  expect(parameters).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ LambdaFunctionARN: 'arn:lookup' }),
      { EventHooks: { AgentWhisper: 'arn:whisper' } },
      { QueueId: defaultQueueArn },
    ]),
  );
  expect(lookupFunction.Properties.Environment.Variables.DEFAULT_QUEUE_ARN).toBe(defaultQueueArn);
});

test('events go from the default bus straight to the work queue, or to a queue that has an alarm', () => {
  const [, { Properties }] = one(deployed, 'AWS::Events::Rule', /^ConnectEvents/);
  const [queue] = one(deployed, 'AWS::SQS::Queue', /^CallsWorkQueue/);
  const [deadLetters] = one(deployed, 'AWS::SQS::Queue', /^ConnectEventDeadLetters/);
  expect(Properties.EventBusName).toBe('default');
  expect(Properties.Targets).toEqual([
    {
      Id: expect.any(String),
      Arn: { 'Fn::GetAtt': [queue, 'Arn'] },
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [deadLetters, 'Arn'] } },
    },
  ]);
  expect(alarmsOf(deadLetters)).toHaveLength(1);
});

test('an alarm says when many lookups get the default route', () => {
  const [, { Properties }] = one(deployed, 'AWS::CloudWatch::Alarm', /^ConnectLookupDefaultAnswers/);
  expect(Properties).toMatchObject({
    Threshold: 20,
    Metrics: [
      { Expression: '100 * defaults / lookups', ReturnData: true },
      ...['DefaultAnswers', 'Lookups'].map((MetricName) => ({
        MetricStat: {
          Metric: {
            MetricName,
            Namespace: 'Leaseline',
            Dimensions: [{ Name: 'FunctionName', Value: { Ref: lookup } }],
          },
          Period: 300,
          Stat: 'Sum',
        },
      })),
    ],
  });
});

function alarmsOf(queue: string) {
  return Object.values(deployed.findResources('AWS::CloudWatch::Alarm')).filter(
    ({ Properties }) => Properties.Dimensions?.[0].Value['Fn::GetAtt']?.[0] === queue,
  );
}
