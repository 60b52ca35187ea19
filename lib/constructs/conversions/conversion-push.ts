import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Grant, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as z from 'zod';
import { settingsPartitions } from '../../../lambdas/platform/aws/table-keys.ts';
import { env } from '../../../lambdas/platform/names.ts';
import type { Archive } from '../calls/archive.ts';
import { HandlerFunction } from '../function.ts';
import { allowSecrets, secretPrefix } from '../given-secrets.ts';
import { alarmPeriod, type Monitoring, vendedLogGroupName } from '../operations/monitoring.ts';
import type { Secrets } from '../secrets.ts';
import { streamReading, tableInterface, watchStream } from '../stream-worker.ts';
import type { Storage } from '../tables/storage.ts';
import { allowSettings, allowTables, siteSettings } from '../tables/table-grants.ts';
import { deliverySteps } from './delivery-steps.ts';
import { allowEmail } from './email-grant.ts';

export interface ConversionPushSettings {
  readonly storage: Storage;
  readonly archive: Archive;
  readonly monitoring: Monitoring;
  readonly logRetention: RetentionDays;
  /** Sender of e-mails where a destination names none. */
  readonly emailFrom?: string | undefined;
  readonly secrets: Secrets;
  /** Where links in mails lead, scheme and host. */
  readonly publicUrl: string;
}

/** Conversions go out: the stream of calls starts an execution for each delivery and revision, which tries until it is settled. */
export class ConversionPush extends Construct {
  readonly attempt: HandlerFunction;
  /** Performs actions of the catalogue: their code is large, and loaded nowhere else. */
  readonly action: HandlerFunction;
  readonly start: HandlerFunction;
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, settings: ConversionPushSettings) {
    super(scope, id);
    this.action = this.actionFunction(settings);
    this.attempt = this.attemptFunction(settings);
    this.machine = this.stateMachine(settings);
    this.start = this.startFunction(settings);
  }

  private actionFunction({ monitoring, logRetention }: ConversionPushSettings): HandlerFunction {
    return new HandlerFunction(this, 'Action', {
      handler: 'perform-action',
      errorImpact: 'Conversions for destinations of the catalogue are parked, or reach them late.',
      readsSourceMap: false, // it is as large as the code itself
      memorySize: 1024, // buys processor time: there is much to load
      timeout: Duration.seconds(25), // who waits for it gives up before
      monitoring,
      logRetention,
      environment: {},
    });
  }

  private attemptFunction(settings: ConversionPushSettings): HandlerFunction {
    const { storage, secrets, monitoring, logRetention, emailFrom, publicUrl } = settings;
    const attempt = new HandlerFunction(this, 'Attempt', {
      handler: 'attempt-delivery',
      errorImpact: 'Conversions reach their destinations late.',
      memorySize: 512,
      timeout: Duration.seconds(30), // a claim counts as dead after two minutes: no attempt may live longer
      monitoring,
      logRetention,
      environment: {
        [env.destinationSecretPrefix]: secretPrefix(this, 'destination'),
        [env.actionFunction]: this.action.functionName,
        [env.emailFrom]: emailFrom ?? '',
        [env.masterSecret]: secrets.master.secretArn,
        [env.publicUrl]: publicUrl,
      },
    });
    allowTables(attempt, storage, {
      settings: ['GetItem', 'Query'],
      calls: ['GetItem', 'Query', 'UpdateItem'],
      // The address to which a mail went.
      visits: ['GetItem'],
    });
    // Destinations are paused and slowed down.
    allowSettings(attempt, storage, ['UpdateItem'], [siteSettings]);
    allowSettings(attempt, storage, ['PutItem'], [settingsPartitions.pausedDestinations]);
    // Receivers renew what they are asked for access with.
    allowSecrets(attempt, 'destination', ['GetSecretValue', 'PutSecretValue']);
    secrets.master.grantRead(attempt);
    allowEmail(attempt);
    Grant.addToPrincipal({
      grantee: attempt,
      actions: ['lambda:InvokeFunction'],
      resourceArns: [this.action.functionArn],
    });
    return attempt;
  }

  private stateMachine({ monitoring, logRetention }: ConversionPushSettings): StateMachine {
    const logGroup = new LogGroup(this, 'MachineLogs', {
      logGroupName: vendedLogGroupName(this, 'states'),
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'MachineRole', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    const machine = new StateMachine(this, 'Machine', {
      definitionBody: DefinitionBody.fromChainable(deliverySteps(this, this.attempt)),
      role,
      // What was said of people stays out of it: the input is ids only, and not even that is logged.
      logs: { destination: logGroup, level: LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: true,
    });
    const attempt = Stack.of(this).getLogicalId(z.instanceof(CfnFunction).parse(this.attempt.node.defaultChild));
    Validations.of(role).acknowledge(
      {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason:
          'Neither X-Ray nor the delivery of logs knows resources: their actions can only be allowed on all of them.',
      },
      {
        id: `AwsSolutions-IAM5[Resource::<${attempt}.Arn>:*]`,
        reason: 'The wildcard stands for the versions of this one function.',
      },
    );
    // One is enough: each is a conversion that a destination does not have.
    const alarm = new Alarm(this, 'ParkedAlarm', {
      metric: machine.metricFailed({ period: alarmPeriod }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription:
        'A destination did not get a conversion, and nobody tries any more. What to do: docs/runbook.md#deliveries-parked',
    });
    alarm.addAlarmAction(new SnsAction(monitoring.topic));
    return machine;
  }

  private startFunction({ storage, archive, monitoring, logRetention }: ConversionPushSettings): HandlerFunction {
    const start = new HandlerFunction(this, 'Start', {
      handler: 'start-deliveries',
      errorImpact: 'Conversions do not set out; the sweep starts them some minutes later.',
      memorySize: 512,
      timeout: Duration.seconds(30),
      monitoring,
      logRetention,
      environment: { [env.deliveryMachineArn]: this.machine.stateMachineArn },
    });
    allowTables(start, storage, { settings: ['GetItem'], calls: ['GetItem', 'UpdateItem'] });
    Grant.addToPrincipal({
      grantee: start,
      actions: ['states:StartExecution'],
      resourceArns: [this.machine.stateMachineArn],
    });
    const reading = {
      archive,
      impact: 'Conversions set out late: the sweep starts those that were left behind.',
      sections: 'delivery-stream',
      monitoring,
    };
    const source = new DynamoEventSource(tableInterface.parse(storage.calls), {
      ...streamReading(start, reading),
      filters: ['CONVERSION#', 'EVENT#', 'DELIVERY#'].map((kind) =>
        FilterCriteria.filter({
          eventName: FilterRule.or('INSERT', 'MODIFY'),
          dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(kind) } } },
        }),
      ),
    });
    start.addEventSource(source);
    watchStream(start, source.eventSourceMappingId, reading);
    return start;
  }
}
