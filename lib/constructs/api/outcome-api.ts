import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { env, outcomeRoutes } from '../../../lambdas/platform/names.ts';
import { HandlerFunction } from '../function.ts';
import { allowTables } from '../tables/table-grants.ts';
import type { ApiSettings } from './api-settings.ts';

/** The pages behind links in mails, by which a site's team says what came of a call. A function apart: it may read calls and add to their ledger only. */
export class OutcomeApi extends Construct {
  constructor(scope: Construct, id: string, settings: ApiSettings) {
    super(scope, id);
    const { api, storage, secrets, work, monitoring, logRetention } = settings;
    const handler = new HandlerFunction(this, 'Outcomes', {
      handler: 'outcomes',
      errorImpact: 'Links in mails do not open: the team cannot say by them what came of calls.',
      memorySize: 512,
      timeout: Duration.seconds(20),
      monitoring,
      logRetention,
      environment: {
        [env.masterSecret]: secrets.master.secretArn,
        [env.workQueueUrl]: work.queue.queueUrl,
      },
    });
    allowTables(handler, storage, { settings: ['GetItem'], calls: ['Query', 'PutItem'] });
    secrets.master.grantRead(handler);
    work.queue.grant(handler, 'sqs:SendMessage');
    api.addRoutes(handler, outcomeRoutes);
  }
}
