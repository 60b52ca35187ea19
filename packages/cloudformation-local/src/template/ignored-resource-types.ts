import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { ResourceType } from '../resource-type.ts';
import { innerWords, onlyThese } from './inner-words.ts';

/**
 * What has no meaning on one machine: permissions, recovery, alarms, log retention, encryption at rest, caching, names, and
 * Amazon Connect, whose events are put by hand. By type: the attributes that a template may ask for, and the
 * properties that it may set, so that a misspelt one is still noticed; where these are not listed, any are taken.
 */
const ignored: Readonly<Record<string, { attributes?: readonly string[]; properties?: readonly string[] }>> = {
  'AWS::CDK::Metadata': { properties: ['Analytics'] },
  'AWS::IAM::Role': {
    attributes: ['Arn', 'RoleId'],
    properties: [
      'AssumeRolePolicyDocument',
      'Description',
      'ManagedPolicyArns',
      'MaxSessionDuration',
      'Path',
      'PermissionsBoundary',
      'Policies',
      'RoleName',
      'Tags',
    ],
  },
  'AWS::IAM::Policy': { attributes: ['Id'], properties: ['Groups', 'PolicyDocument', 'PolicyName', 'Roles', 'Users'] },
  'AWS::IAM::ManagedPolicy': { attributes: ['PolicyArn'] },
  'AWS::Lambda::Permission': {
    properties: [
      'Action',
      'EventSourceToken',
      'FunctionName',
      'Principal',
      'PrincipalOrgID',
      'SourceAccount',
      'SourceArn',
    ],
  },
  'AWS::Lambda::LayerVersion': {
    properties: ['CompatibleArchitectures', 'CompatibleRuntimes', 'Content', 'Description', 'LayerName', 'LicenseInfo'],
  },
  'AWS::S3::BucketPolicy': { properties: ['Bucket', 'PolicyDocument'] },
  'AWS::SQS::QueuePolicy': { properties: ['PolicyDocument', 'Queues'] },
  'AWS::Events::EventBusPolicy': {},
  'AWS::SecretsManager::ResourcePolicy': { properties: ['BlockPublicPolicy', 'ResourcePolicy', 'SecretId'] },
  'AWS::Logs::ResourcePolicy': { properties: ['PolicyDocument', 'PolicyName'] },
  'AWS::Logs::LogGroup': {
    attributes: ['Arn'],
    properties: ['KmsKeyId', 'LogGroupClass', 'LogGroupName', 'RetentionInDays', 'Tags', 'DeletionProtectionEnabled'],
  },
  'AWS::Logs::MetricFilter': {},
  'AWS::CloudWatch::Alarm': {
    attributes: ['Arn'],
    properties: [
      'ActionsEnabled',
      'AlarmActions',
      'AlarmDescription',
      'AlarmName',
      'ComparisonOperator',
      'DatapointsToAlarm',
      'Dimensions',
      'EvaluateLowSampleCountPercentile',
      'EvaluationPeriods',
      'ExtendedStatistic',
      'InsufficientDataActions',
      'MetricName',
      'Metrics',
      'Namespace',
      'OKActions',
      'Period',
      'Statistic',
      'Tags',
      'Threshold',
      'ThresholdMetricId',
      'TreatMissingData',
      'Unit',
    ],
  },
  'AWS::CloudWatch::CompositeAlarm': { attributes: ['Arn'] },
  'AWS::CloudWatch::Dashboard': { properties: ['DashboardBody', 'DashboardName'] },
  'AWS::SNS::Topic': {
    attributes: ['TopicArn', 'TopicName'],
    properties: ['DisplayName', 'FifoTopic', 'KmsMasterKeyId', 'Subscription', 'Tags', 'TopicName'],
  },
  'AWS::SNS::TopicPolicy': { properties: ['PolicyDocument', 'Topics'] },
  'AWS::SNS::Subscription': { properties: ['Endpoint', 'Protocol', 'TopicArn'] },
  'AWS::KMS::Key': { attributes: ['Arn', 'KeyId'] },
  'AWS::KMS::Alias': { properties: ['AliasName', 'TargetKeyId'] },
  'AWS::CloudFront::OriginAccessControl': { attributes: ['Id'], properties: ['OriginAccessControlConfig'] },
  'AWS::CloudFront::CachePolicy': { attributes: ['Id'], properties: ['CachePolicyConfig'] },
  'AWS::Route53::RecordSet': {
    properties: ['AliasTarget', 'Comment', 'HostedZoneId', 'HostedZoneName', 'Name', 'ResourceRecords', 'TTL', 'Type'],
  },
  'AWS::Connect::ContactFlow': { attributes: ['ContactFlowArn'] },
  'AWS::Connect::DataTable': { attributes: ['Arn'] },
  'AWS::Connect::DataTableAttribute': {},
  'AWS::Connect::TestCase': { attributes: ['TestCaseArn'] },
  'AWS::Connect::InstanceStorageConfig': { attributes: ['AssociationId'] },
  'AWS::Connect::IntegrationAssociation': { attributes: ['IntegrationAssociationId'] },
};

/** The type as one that is created by doing nothing, if it is on the list of those without meaning on one machine. */
export function ignoredResourceType(type: string): ResourceType<unknown> | undefined {
  const listed = Object.hasOwn(ignored, type) ? ignored[type] : undefined;
  if (!listed) return undefined;
  const service = type.split('::')[1]?.toLowerCase() ?? '';
  return {
    type,
    properties: listed.properties ? onlyThese(listed.properties, innerWords) : z.record(z.string(), z.unknown()),
    create: async ({ logicalId, physicalName }, { region, accountId }) => ({
      ref: type.startsWith('AWS::SNS::') ? `arn:aws:sns:${region}:${accountId}:${physicalName}` : physicalName,
      attributes: Object.fromEntries(
        (listed.attributes ?? []).map((name) => [
          name,
          name.endsWith('Arn')
            ? `arn:aws:${service}:${region}:${accountId}:${physicalName}`
            : `${name}-${createHash('sha256').update(logicalId).digest('hex').slice(0, 12)}`,
        ]),
      ),
    }),
  };
}
