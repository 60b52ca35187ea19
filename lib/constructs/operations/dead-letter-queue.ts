import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { alarmPeriod, type Monitoring } from './monitoring.ts';

export interface DeadLetterSettings {
  /** What it means for people that messages ended here, in a sentence that the alarm says. */
  readonly impact: string;
  /** Section of the runbook that says how they come back. */
  readonly runbook: string;
  readonly monitoring: Monitoring;
}

/** Where messages wait for a person, with an alarm as long as there are any. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { impact, runbook, monitoring }: DeadLetterSettings) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      enforceSSL: true,
      retentionPeriod: Duration.days(14), // the longest that there is: a message keeps the age that it had
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is the dead-letter queue itself; a rule of EventBridge that uses it is not looked for.',
    });
    monitoring.addAlarm(this, 'Alarm', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: alarmPeriod, statistic: 'Maximum' }),
      impact,
      runbook,
    });
  }
}
