import { grants, template } from '../../synthesize.ts';

const deployed = template();

test('the function for webhooks of orders reads its sources and their secrets, and keeps orders', () => {
  expect(grants(deployed, /^OrderWebhookApiOrderWebhooks/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    OrderWebhookApiOrderWebhooksLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    StorageSettings: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
    'StorageCalls/index/by-site': ['dynamodb:Query'],
    StorageCalls: [
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    SecretsMaster: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:leaseline/Leaseline/order-source/*': [
      'secretsmanager:GetSecretValue',
    ],
    CallsWorkQueue: ['sqs:SendMessage'],
  });
});

test('what is refused or cannot be read is told to somebody', () => {
  const alarms = Object.entries(deployed.findResources('AWS::CloudWatch::Alarm'));
  const ours = alarms
    .filter(([id]) => id.startsWith('OrderWebhookApi'))
    .map(([, { Properties }]) => Properties.MetricName);
  expect(new Set(ours)).toEqual(new Set(['Errors', 'Throttles', 'WebhooksMalformed', 'WebhooksRefused']));
});
