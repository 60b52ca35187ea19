import aslValidator from 'asl-validator';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as z from 'zod';
import { Archive } from '../../../../lib/constructs/calls/archive.ts';
import { ConversionPush } from '../../../../lib/constructs/conversions/conversion-push.ts';
import { Monitoring } from '../../../../lib/constructs/operations/monitoring.ts';
import { Secrets } from '../../../../lib/constructs/secrets.ts';
import { Storage } from '../../../../lib/constructs/tables/storage.ts';
import {
  definition as localDefinition,
  silentlyWrong,
} from '../../../../packages/cloudformation-local/src/services/states/definition.ts';
import { context, grants, one } from '../../synthesize.ts';
import { usedActions } from '../../used-actions.ts';

function push(more: Record<string, unknown> = {}) {
  const app = new App({ context: { ...context, ...more } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const stack = new Stack(app, 'Shop');
  new ConversionPush(stack, 'Push', {
    storage: new Storage(stack, 'Storage'),
    archive: new Archive(stack, 'Archive'),
    monitoring: new Monitoring(stack, 'Monitoring', {}),
    logRetention: 30,
    emailFrom: 'calls@shop.example',
    secrets: new Secrets(stack, 'Secrets'),
    publicUrl: 'https://calls.shop.example',
  });
  return { app, stack };
}

const deployed = Template.fromStack(push({ '@aws-cdk/core:validateAgainstDefaultRules': false }).stack);

/** The definition as Step Functions gets it, with a name in place of each reference. */
function definition() {
  const [, { Properties }] = one(deployed, 'AWS::StepFunctions::StateMachine', /Machine/);
  const [separator, parts] = Properties.DefinitionString['Fn::Join'];
  const resolved = parts.map((part: unknown) => (typeof part === 'string' ? part : referenceName(part)));
  return JSON.parse(resolved.join(separator));
}

function referenceName(reference: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = reference as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return Ref === 'AWS::Partition' ? 'aws' : `arn:aws:lambda:us-east-1:111111111111:function:${attribute![0]}`;
}

test('an attempt, a wait as long as it said, the next attempt; until it is done or parked', () => {
  expect(definition()).toEqual({
    StartAt: 'Attempt delivery',
    States: {
      'Attempt delivery': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: expect.stringMatching(/PushAttempt/),
          'Payload.$': '$',
        },
        ResultSelector: { 'answer.$': '$.Payload' },
        ResultPath: '$.attempt',
        TimeoutSeconds: 60,
        Retry: [
          {
            ErrorEquals: ['States.ALL'],
            IntervalSeconds: 5,
            MaxAttempts: 10,
            BackoffRate: 2,
            MaxDelaySeconds: 300,
            JitterStrategy: 'FULL',
          },
        ],
        Next: 'What next',
      },
      'What next': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.attempt.answer.next', StringEquals: 'wait', Next: 'Wait' },
          { Variable: '$.attempt.answer.next', StringEquals: 'park', Next: 'Parked' },
        ],
        Default: 'Done',
      },
      Wait: { Type: 'Wait', SecondsPath: '$.attempt.answer.seconds', Next: 'Attempt delivery' },
      Parked: { Type: 'Fail', Error: 'Parked', Cause: expect.any(String) },
      Done: { Type: 'Succeed' },
    },
  });
});

test('the definition is valid, and the check would notice if not', () => {
  expect(aslValidator(definition())).toMatchObject({ isValid: true });
  const broken = definition();
  broken.States.Wait.Next = 'Nowhere';
  expect(aslValidator(broken)).toMatchObject({ isValid: false });
});

test('nothing of the definition is more than one machine can run', () => {
  const text = JSON.stringify(definition());
  expect(localDefinition.safeParse(definition())).toMatchObject({ success: true });
  expect(silentlyWrong(text)).toBeUndefined();
  expect(text).not.toMatch(/JSONata|\{%|"Map"|"Parallel"|aws-sdk:|waitForTaskToken|\$\$\./);
  expect(
    Object.values(definition().States as Record<string, { Type: string }>)
      .map(({ Type }) => Type)
      .toSorted(),
  ).toEqual(['Choice', 'Fail', 'Succeed', 'Task', 'Wait']);
});

test('each function may do what it does, and no more', () => {
  expect(grants(deployed, /^PushAttempt/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    PushAttemptLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    PushAction: ['lambda:InvokeFunction'],
    // For the links in mails.
    SecretsMaster: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    StorageSettings: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    StorageCalls: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    StorageVisits: ['dynamodb:GetItem'],
    'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:leaseline/Shop/destination/*': [
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
    ],
    'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:identity/*': ['ses:SendEmail'],
    'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:configuration-set/*': ['ses:SendEmail'],
  });
  expect(usedActions('attempt-delivery').toSorted((a, b) => a.localeCompare(b))).toEqual([
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'lambda:InvokeFunction',
    'secretsmanager:GetSecretValue',
    'secretsmanager:PutSecretValue',
    'ses:SendEmail',
  ]);
  // Code of others: it reaches nothing of ours.
  expect(grants(deployed, /^PushAction[0-9A-F]{8}$/)).toEqual({
    '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    PushActionLogs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  });
  expect(grants(deployed, /^PushStart/)).toMatchObject({ PushMachine: ['states:StartExecution'] });
});

test('of the settings an attempt writes to partitions of sites and paused destinations alone: never an API key', () => {
  const policies = Object.values(deployed.findResources('AWS::IAM::Policy'));
  const statements = z
    .array(statement)
    .parse(policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement));
  const limited = statements.flatMap(({ Action, Condition }) => {
    const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
    return keys === undefined ? [] : [[Action, keys]];
  });
  expect(limited).toEqual([
    ['dynamodb:UpdateItem', ['SITE#*']],
    ['dynamodb:PutItem', ['PAUSEDDESTINATIONS']],
  ]);
});

const statement = z.object({
  Action: z.union([z.string(), z.array(z.string())]),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});

test('only conversions, events and deliveries reach the function that starts executions, and none is dropped silently', () => {
  const [, { Properties }] = one(deployed, 'AWS::Lambda::EventSourceMapping', /PushStart/);
  expect(Properties).toMatchObject({
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    StartingPosition: 'TRIM_HORIZON',
    DestinationConfig: { OnFailure: { Destination: expect.anything() } },
  });
  expect(Properties.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern))).toEqual([
    { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: [{ prefix: 'CONVERSION#' }] } } } },
    { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: [{ prefix: 'EVENT#' }] } } } },
    { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: [{ prefix: 'DELIVERY#' }] } } } },
  ]);
});

test('one parked delivery is enough for an alarm, and neither log nor input say anything of people', () => {
  const [, alarm] = one(deployed, 'AWS::CloudWatch::Alarm', /ParkedAlarm/);
  expect(alarm.Properties).toMatchObject({
    MetricName: 'ExecutionsFailed',
    Threshold: 1,
    EvaluationPeriods: 1,
    AlarmDescription: expect.stringContaining('docs/runbook.md#deliveries-parked'),
  });
  const [, machine] = one(deployed, 'AWS::StepFunctions::StateMachine', /Machine/);
  expect(machine.Properties.LoggingConfiguration).toMatchObject({ IncludeExecutionData: false, Level: 'ALL' });
});

test('the log of the state machine takes no place in the policy of all logs', () => {
  const [, { Properties }] = one(deployed, 'AWS::Logs::LogGroup', /MachineLogs/);
  expect(Properties.LogGroupName).toBe('/aws/vendedlogs/states/Shop');
});

test('an attempt dies long before its claim counts as dead', () => {
  const [, { Properties }] = one(deployed, 'AWS::Lambda::Function', /^PushAttempt/);
  expect(Properties.Timeout).toBeLessThan(60);
  expect(Properties.Environment.Variables).toMatchObject({
    DESTINATION_SECRET_PREFIX: 'leaseline/Shop/destination/',
    EMAIL_FROM: 'calls@shop.example',
  });
});

test('no rule of AwsSolutions finds anything without a written reason', () => {
  expect(() => push().app.synth()).not.toThrow();
});
