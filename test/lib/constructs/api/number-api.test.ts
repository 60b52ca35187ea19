import { grants, one, template } from '../../synthesize.ts';

const deployed = template({ visitDays: '400' });

test('the numbers function may do what it does, and no more', () => {
  expect(grants(deployed, /NumberApiNumbers/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    NumberApiNumbersLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    StorageSettings: ['dynamodb:GetItem', 'dynamodb:Query'],
    StorageLeases: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    StorageVisits: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
    SecretsMaster: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    SecretsOrigin: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
  });
});

test('only the consents function may erase what is known of a visitor', () => {
  expect(grants(deployed, /NumberApiConsents/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    NumberApiConsentsLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    StorageSettings: ['dynamodb:GetItem', 'dynamodb:Query'],
    StorageLeases: ['dynamodb:UpdateItem'],
    StorageVisits: ['dynamodb:BatchGetItem', 'dynamodb:DeleteItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    'StorageVisits/index/by-visitor': ['dynamodb:Query'],
    StorageCalls: ['dynamodb:DeleteItem', 'dynamodb:Query'],
    SecretsMaster: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
  });
});

test('the identities function notes who visitors are, and keeps orders where they belong', () => {
  expect(grants(deployed, /NumberApiIdentities/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    NumberApiIdentitiesLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    StorageSettings: ['dynamodb:GetItem', 'dynamodb:Query'],
    StorageVisits: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    StorageCalls: [
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    SecretsMaster: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    CallsWorkQueue: ['sqs:SendMessage'],
  });
});

test('the function of phone codes gives them, and can erase nothing', () => {
  expect(grants(deployed, /NumberApiPhoneCodes/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    NumberApiPhoneCodesLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    StorageSettings: ['dynamodb:GetItem', 'dynamodb:Query'],
    StorageLeases: ['dynamodb:UpdateItem'],
    StorageVisits: ['dynamodb:ConditionCheckItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    'StorageVisits/index/by-visitor': ['dynamodb:Query'],
    SecretsMaster: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    SecretsOrigin: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
  });
});

test('the numbers function learns its tables, the secrets and how long visits are kept', () => {
  const [, { Properties }] = one(deployed, 'AWS::Lambda::Function', /NumberApiNumbers/);
  expect(Properties.Environment.Variables).toEqual({
    SETTINGS_TABLE: { Ref: expect.stringMatching(/^StorageSettings/) },
    LEASES_TABLE: { Ref: expect.stringMatching(/^StorageLeases/) },
    VISITS_TABLE: { Ref: expect.stringMatching(/^StorageVisits/) },
    MASTER_SECRET_ARN: { Ref: expect.stringMatching(/^SecretsMaster/) },
    ORIGIN_SECRET_ARN: { Ref: expect.stringMatching(/^SecretsOrigin/) },
    VISIT_DAYS: '400',
  });
});

test('an alarm says when addresses of visitors are unknown', () => {
  const [, { Properties }] = one(deployed, 'AWS::CloudWatch::Alarm', /UnknownViewers/);
  expect(Properties).toMatchObject({
    Threshold: 50,
    Metrics: [
      { Expression: 'IF(asked >= 20, 100 * unknown / asked, 0)', ReturnData: true },
      ...['NumbersAsked', 'ViewersUnknown'].map((MetricName) => ({
        MetricStat: {
          Metric: {
            MetricName,
            Namespace: 'Leaseline',
            Dimensions: [{ Name: 'FunctionName', Value: { Ref: expect.stringMatching(/^NumberApiNumbers/) } }],
          },
          Period: 300,
          Stat: 'Sum',
        },
      })),
    ],
  });
});
