/** A small stack with one of everything that the local run brings to life. `node app.ts <output folder>` */
import path from 'node:path';
import { AttributeType, BillingMode, type ITable, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SfnStateMachine, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Code, FilterCriteria, FilterRule, Function, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import {
  DynamoEventSource,
  KinesisEventSource,
  S3OnFailureDestination,
  SqsEventSource,
} from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  Choice,
  Condition,
  DefinitionBody,
  JsonPath,
  StateMachine,
  Succeed,
  TaskInput,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { EventBridgePutEvents, LambdaInvoke, SqsSendMessage } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import { buildSync } from 'esbuild';

const here = import.meta.dirname;
const assembly = process.argv[2]!;
const code = `${assembly}.bundle`;
buildSync({
  entryPoints: [path.join(here, 'functions/receive.ts')],
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  outfile: path.join(code, 'index.js'),
});

const app = new App({ outdir: assembly, analyticsReporting: false });
const stack = new Stack(app, 'Everything');

const keys = {
  partitionKey: { name: 'pk', type: AttributeType.STRING },
  sortKey: { name: 'sk', type: AttributeType.STRING },
  billingMode: BillingMode.PAY_PER_REQUEST,
};
const received = new Table(stack, 'Received', keys);
const items = new Table(stack, 'Items', {
  ...keys,
  stream: StreamViewType.NEW_AND_OLD_IMAGES,
  timeToLiveAttribute: 'ttl',
});
items.addGlobalSecondaryIndex({ indexName: 'by-color', partitionKey: { name: 'color', type: AttributeType.STRING } });

function receiver(source: string): Function {
  const receive = new Function(stack, `Receive${source}`, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromAsset(code),
    timeout: Duration.seconds(3),
    environment: { SOURCE: source, RECEIVED: received.tableName },
  });
  received.grantWriteData(receive);
  return receive;
}

const deadLetters = new Queue(stack, 'DeadLetters', { retentionPeriod: Duration.days(14) });
const work = new Queue(stack, 'Work', {
  visibilityTimeout: Duration.seconds(3),
  deadLetterQueue: { queue: deadLetters, maxReceiveCount: 2 },
});
receiver('Queue').addEventSource(new SqsEventSource(work, { reportBatchItemFailures: true, maxConcurrency: 2 }));
const parked = new Queue(stack, 'Parked');
const givenBack = new Queue(stack, 'GivenBack');

const bucket = new Bucket(stack, 'Files') as IBucket;
new BucketDeployment(stack, 'Deployment', {
  sources: [Source.asset(path.join(here, 'files'))],
  destinationBucket: bucket,
  destinationKeyPrefix: 'site',
  cacheControl: [CacheControl.maxAge(Duration.minutes(5))],
});

const stream = new Stream(stack, 'Stream');
receiver('Stream').addEventSource(
  new KinesisEventSource(stream, {
    startingPosition: StartingPosition.TRIM_HORIZON,
    retryAttempts: 1,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    onFailure: new S3OnFailureDestination(bucket),
  }),
);
receiver('Table').addEventSource(
  new DynamoEventSource(items as ITable, {
    startingPosition: StartingPosition.LATEST,
    retryAttempts: 2,
    filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
  }),
);

const bus = new EventBus(stack, 'Bus', { eventBusName: 'everything' });
const asked = receiver('Task');
const machine = new StateMachine(stack, 'Machine', {
  definitionBody: DefinitionBody.fromChainable(
    new LambdaInvoke(stack, 'Ask', { lambdaFunction: asked, resultPath: '$.answer' })
      .next(new Wait(stack, 'Pause', { time: WaitTime.secondsPath('$.pause') }))
      .next(
        new Choice(stack, 'Whither')
          .when(
            Condition.stringEquals('$.to', 'queue'),
            new SqsSendMessage(stack, 'Park', {
              queue: parked,
              messageBody: TaskInput.fromObject({ note: JsonPath.stringAt('$.note') }),
            }),
          )
          .when(
            Condition.stringEquals('$.to', 'bus'),
            new EventBridgePutEvents(stack, 'Tell', {
              entries: [
                {
                  eventBus: bus,
                  source: 'machine',
                  detailType: 'told',
                  detail: TaskInput.fromObject({ note: JsonPath.stringAt('$.note') }),
                },
              ],
            }),
          )
          .otherwise(new Succeed(stack, 'Done')),
      ),
  ),
});
const onEvent = receiver('Rule');
new Rule(stack, 'OnCall', {
  eventBus: bus,
  eventPattern: { source: ['test', 'machine'], detail: { note: [{ 'anything-but': { prefix: 'not' } }] } },
  targets: [new LambdaFunction(onEvent), new SqsQueue(parked)],
});
new Rule(stack, 'OnOrder', {
  eventBus: bus,
  eventPattern: { source: ['order'] },
  targets: [
    new SfnStateMachine(machine, {
      input: RuleTargetInput.fromObject({ to: 'queue', pause: 0, note: 'order $.id' }),
    }),
  ],
});
new Rule(stack, 'Nightly', {
  schedule: Schedule.cron({ hour: '3', minute: '0' }),
  targets: [new LambdaFunction(onEvent)],
});

const secret = new Secret(stack, 'Secret', {
  generateSecretString: { secretStringTemplate: '{"user":"local"}', generateStringKey: 'master' },
});

const outputs = {
  Asked: asked.functionName,
  BucketName: bucket.bucketName,
  BusName: bus.eventBusName,
  DeadLetters: deadLetters.queueUrl,
  GivenBack: givenBack.queueUrl,
  Items: items.tableName,
  Machine: machine.stateMachineArn,
  Parked: parked.queueUrl,
  Received: received.tableName,
  Secret: secret.secretArn,
  Stream: stream.streamName,
  Work: work.queueUrl,
};
for (const [name, value] of Object.entries(outputs)) new CfnOutput(stack, `${name}Output`, { value, key: name });
app.synth();
