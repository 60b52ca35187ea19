import { grants, one, template } from '../../synthesize.ts';

const deployed = template();

test('the management function may do what it does, and no more', () => {
  expect(grants(deployed, /Management/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    ManagementApiManagementLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    StorageSettings: [
      'dynamodb:BatchGetItem',
      'dynamodb:ConditionCheckItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    StorageLeases: [
      'dynamodb:BatchGetItem',
      'dynamodb:ConditionCheckItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    StorageVisits: [
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    'StorageVisits/index/by-visitor': ['dynamodb:Query'],
    SecretsMaster: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    ConversionsAttempt: ['lambda:InvokeFunction'],
    StorageCalls: [
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    'StorageCalls/index/by-number': ['dynamodb:Query'],
    'StorageCalls/index/by-site': ['dynamodb:Query'],
    'StorageCalls/index/conversions': ['dynamodb:Query'],
    'StorageCalls/index/open': ['dynamodb:Query'],
    CallsWorkQueue: ['sqs:SendMessage'],
    'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:leaseline/Leaseline/carrier/*': [
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteSecret',
    ],
    'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:leaseline/Leaseline/destination/*': [
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteSecret',
    ],
    'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:leaseline/Leaseline/order-source/*': [
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteSecret',
    ],
  });
});

test('of visits it deletes none: only who came by a recipient’s mail', () => {
  const policies = JSON.stringify(deployed.findResources('AWS::IAM::Policy'));
  const limited = '{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["RECIPIENT#*"]}},"Effect":"Allow"';
  expect(policies.split(`"Action":"dynamodb:DeleteItem","Condition":${limited}`)).toHaveLength(2);
});

test('it learns its tables, the queue, and how secrets are named', () => {
  const [, { Properties }] = one(deployed, 'AWS::Lambda::Function', /Management/);
  expect(Properties.Environment.Variables).toEqual({
    SETTINGS_TABLE: { Ref: expect.stringMatching(/^StorageSettings/) },
    LEASES_TABLE: { Ref: expect.stringMatching(/^StorageLeases/) },
    VISITS_TABLE: { Ref: expect.stringMatching(/^StorageVisits/) },
    CALLS_TABLE: { Ref: expect.stringMatching(/^StorageCalls/) },
    WORK_QUEUE_URL: { Ref: expect.stringMatching(/^CallsWorkQueue/) },
    DESTINATION_SECRET_PREFIX: 'leaseline/Leaseline/destination/',
    ATTEMPT_FUNCTION_NAME: { Ref: expect.stringMatching(/^ConversionsAttempt/) },
    MASTER_SECRET_ARN: { Ref: expect.stringMatching(/^SecretsMaster/) },
    CARRIER_SECRET_PREFIX: 'leaseline/Leaseline/carrier/',
    ORDER_SOURCE_SECRET_PREFIX: 'leaseline/Leaseline/order-source/',
    PUBLIC_URL: {
      'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [expect.stringMatching(/^EdgeDistribution/), 'DomainName'] }]],
    },
    VISIT_DAYS: '90',
    NODE_OPTIONS: '--enable-source-maps',
  });
});
