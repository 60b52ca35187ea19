import kept from './kept-resources.json' with { type: 'json' };
import { template, withConnect } from './synthesize.ts';

/**
 * What holds data, or is known by its name outside the stack, with the properties whose change makes CloudFormation put another in its
 * place (and, of a secret, another value). `kept-resources.json` is what installations have: new resources are added to it; a line that
 * changes or goes is one that they lose.
 */
const fixed: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SecretsManager::Secret': ['Name', 'GenerateSecretString', 'SecretString'],
  'AWS::Kinesis::Stream': ['Name'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::SNS::Topic': ['TopicName', 'FifoTopic'],
  'AWS::StepFunctions::StateMachine': ['StateMachineName', 'StateMachineType'],
  'AWS::ApiGatewayV2::Api': ['ProtocolType'],
  'AWS::CloudFront::Distribution': [],
  'AWS::Connect::ContactFlow': ['InstanceArn', 'Type'],
  'AWS::Connect::InstanceStorageConfig': ['InstanceArn', 'ResourceType'],
  'AWS::Connect::IntegrationAssociation': ['InstanceId', 'IntegrationType'],
};

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

function keptIn(settings: Record<string, unknown>): Record<string, unknown> {
  const resources: Record<string, Resource> = template(settings).toJSON().Resources;
  return Object.fromEntries(
    Object.entries(resources).flatMap(([id, { Type, Properties = {} }]) => {
      const properties = fixed[Type]?.flatMap((name) => (name in Properties ? [[name, Properties[name]]] : []));
      return properties === undefined ? [] : [[id, { Type, ...Object.fromEntries(properties) }]];
    }),
  );
}

test('no resource that holds data is replaced by another, and none goes', () => {
  expect(keptIn(withConnect)).toEqual(kept);
});

test('nor where the stage says account and Region, has names of its own, or changes what can be changed', () => {
  const settings = {
    account: '123456789012',
    region: 'eu-central-1',
    domainName: 'calls.shop.example',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-4333-8444-555555555555',
    hostedZone: { id: 'Z0SHOP', name: 'shop.example' },
    visitDays: 400,
    logDays: 7,
    terminationProtection: false,
    lookupReservedConcurrency: 5,
    recordCallMaxConcurrency: 2,
  };
  expect(keptIn({ ...withConnect, ...settings })).toEqual(kept);
});

test('an instance of Amazon Connect that is given later changes nothing of what was there', () => {
  expect(kept).toMatchObject(keptIn({}));
});
