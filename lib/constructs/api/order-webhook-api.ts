import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { callsBySite } from '../../../lambdas/platform/aws/table-keys.ts';
import { env, metric, orderWebhookRoutes } from '../../../lambdas/platform/names.ts';
import { HandlerFunction } from '../function.ts';
import { allowSecrets, secretPrefix } from '../given-secrets.ts';
import { countedBy } from '../operations/monitoring.ts';
import { allowIndex, allowSettings, allowTables, siteSettings } from '../tables/table-grants.ts';
import type { ApiSettings } from './api-settings.ts';

/** What shops and CRMs send by themselves about orders. */
export class OrderWebhookApi extends Construct {
  readonly handler: HandlerFunction;

  constructor(scope: Construct, id: string, settings: ApiSettings) {
    super(scope, id);
    const { api, storage, secrets, work, monitoring, logRetention } = settings;
    this.handler = new HandlerFunction(this, 'OrderWebhooks', {
      handler: 'order-webhooks',
      errorImpact: 'Orders of shops and CRMs are not taken: senders send them again for hours or days, then give up.',
      memorySize: 512,
      timeout: Duration.seconds(20),
      monitoring,
      logRetention,
      environment: {
        [env.masterSecret]: secrets.master.secretArn,
        [env.workQueueUrl]: work.queue.queueUrl,
        [env.orderSourceSecretPrefix]: secretPrefix(this, 'order-source'),
      },
    });
    allowTables(this.handler, storage, {
      settings: ['GetItem'],
      calls: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    });
    // The first order of a site is noted there, and enters the calls of before.
    allowSettings(this.handler, storage, ['UpdateItem'], [siteSettings]);
    allowIndex(this.handler, storage.calls, callsBySite.name);
    secrets.master.grantRead(this.handler);
    work.queue.grant(this.handler, 'sqs:SendMessage');
    allowSecrets(this.handler, 'order-source', ['GetSecretValue']);
    monitoring.addAlarm(this.handler, 'RefusedAlarm', {
      metric: countedBy(this.handler, metric.webhooksRefused),
      impact:
        'What comes in the name of an order source is refused: its orders are missing, or somebody tries to forge some.',
      runbook: 'order-webhooks-refused',
    });
    monitoring.addAlarm(this.handler, 'MalformedAlarm', {
      metric: countedBy(this.handler, metric.webhooksMalformed),
      impact: 'An order source tells of orders that cannot be read: they are missing.',
      runbook: 'order-webhooks-malformed',
    });
    api.addRoutes(this.handler, orderWebhookRoutes);
  }
}
