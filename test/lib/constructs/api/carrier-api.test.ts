import { grants, one, template } from '../../synthesize.ts';

const withoutConnect = template({ connect: 'none' });

test('carriers with an account need no Amazon Connect: there is a route, and a function behind it', () => {
  const [id] = one(withoutConnect, 'AWS::Lambda::Function', /^CarrierApiCarriers[0-9A-F]{8}$/);
  const routes = Object.values(withoutConnect.findResources('AWS::ApiGatewayV2::Route'));
  const ours = routes.filter(({ Properties }) => Properties.RouteKey.includes('/v1/carriers/'));
  expect(ours.map(({ Properties }) => Properties.RouteKey)).toEqual(['POST /v1/carriers/{account}/{hook}']);
  const integrations = withoutConnect.findResources('AWS::ApiGatewayV2::Integration');
  const target = integrations[ours[0]!.Properties.Target['Fn::Join'][1][1].Ref];
  expect(JSON.stringify(target)).toContain(id);
});

test('the function reads what a lookup needs and what carriers sign with, and writes to the work queue alone', () => {
  expect(grants(withoutConnect, /^CarrierApiCarriers/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    CarrierApiCarriersLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    StorageSettings: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    StorageLeases: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
    StorageVisits: ['dynamodb:GetItem', 'dynamodb:Query'],
    StorageCalls: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    SecretsMaster: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:leaseline/Leaseline/carrier/*': [
      'secretsmanager:GetSecretValue',
    ],
    CallsWorkQueue: ['sqs:SendMessage'],
  });
});

test('what is refused or cannot be read is told to somebody; what anybody can send is not', () => {
  const alarms = Object.values(withoutConnect.findResources('AWS::CloudWatch::Alarm'));
  const told = alarms.map(({ Properties }) => Properties.MetricName as string | undefined);
  expect(told).toEqual(expect.arrayContaining(['WebhooksRefused', 'WebhooksMalformed', 'LookupsNotQueued']));
  expect(told).not.toContain('WebhooksOfNobody');
});
