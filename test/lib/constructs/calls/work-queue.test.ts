import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { WorkQueue } from '../../../../lib/constructs/calls/work-queue.ts';
import { Monitoring } from '../../../../lib/constructs/operations/monitoring.ts';
import { expectResource, one } from '../../synthesize.ts';

const stack = new Stack();
const work = new WorkQueue(stack, 'Work', {
  workerTimeout: Duration.seconds(10),
  deadLettersImpact: 'Some work is not done.',
  lateImpact: 'Work is late.',
  sections: 'work',
  monitoring: new Monitoring(stack, 'Monitoring', {}),
});
const worker = new LambdaFunction(stack, 'Worker', {
  runtime: Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: Code.fromInline('exports.handler = async () => {};'),
  timeout: Duration.seconds(10),
});
work.feed(worker, { maxConcurrency: 7 });
const deployed = Template.fromStack(stack);

const [queueId, { Properties: queue }] = one(deployed, 'AWS::SQS::Queue', /^WorkQueue/);
const [deadLettersId, { Properties: deadLetters }] = one(deployed, 'AWS::SQS::Queue', /^WorkDeadLetters/);

test('what fails five times goes to the dead letters, and keeps there until somebody comes', () => {
  expect(queue.RedrivePolicy).toEqual({
    deadLetterTargetArn: { 'Fn::GetAtt': [deadLettersId, 'Arn'] },
    maxReceiveCount: 5,
  });
  expect(deadLetters.MessageRetentionPeriod).toBe(14 * 86_400);
  expect(deadLetters.MessageRetentionPeriod).toBeGreaterThan(queue.MessageRetentionPeriod);
});

test('a message stays hidden six times as long as the function may take', () => {
  expect(queue.VisibilityTimeout).toBe(60);
});

test('the function gets batches, says which messages failed, and is not given more at once than it can do', () => {
  expectResource(deployed, 'AWS::Lambda::EventSourceMapping', {
    EventSourceArn: { 'Fn::GetAtt': [queueId, 'Arn'] },
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 7 },
  });
});

test('there is an alarm for dead letters, and one for messages that wait', () => {
  const alarms = Object.values(deployed.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => [
    Properties.Dimensions[0].Value['Fn::GetAtt'][0],
    Properties.MetricName,
    Properties.Threshold,
    Properties.AlarmDescription,
  ]);
  expect(alarms).toEqual([
    [
      deadLettersId,
      'ApproximateNumberOfMessagesVisible',
      1,
      'Some work is not done. What to do: docs/runbook.md#work-dead-letters',
    ],
    [queueId, 'ApproximateAgeOfOldestMessage', 3600, 'Work is late. What to do: docs/runbook.md#work-late'],
  ]);
});

test('both queues refuse unencrypted connections', () => {
  const denied = Object.values(deployed.findResources('AWS::SQS::QueuePolicy')).map(({ Properties }) => {
    const [{ Effect, Condition }] = Properties.PolicyDocument.Statement;
    return [Properties.Queues[0].Ref, { Effect, Condition }];
  });
  const refused = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  expect(Object.fromEntries(denied)).toEqual({ [deadLettersId]: refused, [queueId]: refused });
});
