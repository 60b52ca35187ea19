import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { callsBySite, conversionsBySite, openWork } from '../../../lambdas/platform/aws/table-keys.ts';
import { assistantRoutes, env } from '../../../lambdas/platform/names.ts';
import { HandlerFunction } from '../function.ts';
import { allowIndex, allowTables } from '../tables/table-grants.ts';
import type { ApiSettings } from './api-settings.ts';

/** Assistants, by the Model Context Protocol. A function apart: it reads what the management API reads, and changes next to nothing. */
export class AssistantApi extends Construct {
  constructor(scope: Construct, id: string, settings: ApiSettings) {
    super(scope, id);
    const { api, storage, work, monitoring, logRetention } = settings;
    const handler = new HandlerFunction(this, 'Assistants', {
      handler: 'assistants',
      errorImpact:
        'Assistants get no answers about calls; visitors, callers, operators and the dashboard are not affected.',
      memorySize: 1024, // buys processor time: reports add up many calls
      timeout: Duration.seconds(29), // the gateway gives up after 30
      monitoring,
      logRetention,
      environment: { [env.workQueueUrl]: work.queue.queueUrl },
    });
    allowTables(handler, storage, {
      settings: ['GetItem', 'BatchGetItem', 'Query'],
      leases: ['Query'],
      visits: ['Query'], // what was sent to recipients of mails
      calls: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    });
    for (const { name } of [callsBySite, conversionsBySite, openWork]) allowIndex(handler, storage.calls, name);
    work.queue.grant(handler, 'sqs:SendMessage');
    api.addRoutes(handler, assistantRoutes);
  }
}
