import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { callsBySite, settingsPartitions } from '../../../lambdas/platform/aws/table-keys.ts';
import { env } from '../../../lambdas/platform/names.ts';
import { HandlerFunction } from '../function.ts';
import type { Monitoring } from '../operations/monitoring.ts';
import type { Secrets } from '../secrets.ts';
import type { Storage } from '../tables/storage.ts';
import { allowIndex, allowSettings, allowTables } from '../tables/table-grants.ts';
import { allowEmail } from './email-grant.ts';

export interface TeamDigestsSettings {
  readonly storage: Storage;
  readonly secrets: Secrets;
  readonly monitoring: Monitoring;
  readonly logRetention: RetentionDays;
  /** Sender of e-mails where a destination names none. */
  readonly emailFrom?: string | undefined;
  /** Where links in mails lead, scheme and host. */
  readonly publicUrl: string;
}

/** A mail a day to the team of each site that wants one, at that site's own time: somebody has to look at the clock. */
export class TeamDigests extends Construct {
  constructor(scope: Construct, id: string, settings: TeamDigestsSettings) {
    super(scope, id);
    const { storage, secrets, monitoring, logRetention, emailFrom, publicUrl } = settings;
    const send = new HandlerFunction(this, 'Send', {
      handler: 'send-digests',
      errorImpact: 'A team does not get its daily digest.',
      memorySize: 512,
      timeout: Duration.minutes(1),
      monitoring,
      logRetention,
      environment: {
        [env.emailFrom]: emailFrom ?? '',
        [env.masterSecret]: secrets.master.secretArn,
        [env.publicUrl]: publicUrl,
      },
    });
    allowTables(send, storage, { settings: ['GetItem', 'Query'] });
    allowSettings(send, storage, ['UpdateItem'], [settingsPartitions.digests]);
    send.addEnvironment(env.callsTable, storage.calls.tableName);
    allowIndex(send, storage.calls, callsBySite.name);
    secrets.master.grantRead(send);
    allowEmail(send);
    new Rule(this, 'EveryFiveMinutes', {
      schedule: Schedule.rate(Duration.minutes(5)),
      // The next one does what a lost one would have done.
      targets: [new LambdaFunction(send, { retryAttempts: 0 })],
    });
  }
}
