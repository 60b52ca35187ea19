import { Grant } from 'aws-cdk-lib/aws-iam';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import {
  callsByNumber,
  callsBySite,
  conversionsBySite,
  openWork,
  visitsByVisitor,
} from '../../../lambdas/platform/aws/table-keys.ts';
import { env, managementRoutes } from '../../../lambdas/platform/names.ts';
import { allowReading, type ConnectBucket } from '../calls/connect-bucket.ts';
import { HandlerFunction } from '../function.ts';
import { allowSecrets, secretPrefix } from '../given-secrets.ts';
import { allowForgettingVisitorsOfRecipients, allowIndex, allowTables } from '../tables/table-grants.ts';
import type { ApiSettings } from './api-settings.ts';

export interface ManagementApiSettings extends ApiSettings {
  /** What sends to destinations. */
  readonly attempt: HandlerFunction;
  /** Where recordings lie that it gives links to. */
  readonly recordings: ConnectBucket | undefined;
  /** Scheme and host of the links that recipients of mails are sent. */
  readonly publicUrl: string;
  /** For how many days a visit is kept: of recipients, after their number rested. */
  readonly visitDays: number;
}

/** The endpoints of operators, tools and the dashboard; it also says of an unknown route that there is none. */
export class ManagementApi extends Construct {
  readonly handler: HandlerFunction;

  constructor(scope: Construct, id: string, settings: ManagementApiSettings) {
    super(scope, id);
    const { api, storage, secrets, work, attempt, recordings, publicUrl, visitDays, monitoring, logRetention } =
      settings;
    this.handler = new HandlerFunction(this, 'Management', {
      handler: 'management',
      errorImpact:
        'Operators and the dashboard cannot read calls or change settings, and reported revenue does not come in; visitors and callers are not affected.',
      memorySize: 1024, // buys processor time: reports add up many calls
      timeout: Duration.seconds(29), // the gateway gives up after 30
      monitoring,
      logRetention,
      environment: {
        [env.masterSecret]: secrets.master.secretArn,
        [env.publicUrl]: publicUrl,
        [env.visitDays]: String(visitDays),
        [env.workQueueUrl]: work.queue.queueUrl,
        [env.destinationSecretPrefix]: secretPrefix(this, 'destination'),
        [env.carrierSecretPrefix]: secretPrefix(this, 'carrier'),
        [env.orderSourceSecretPrefix]: secretPrefix(this, 'order-source'),
      },
    });
    const read = ['GetItem', 'BatchGetItem', 'Query'] as const;
    allowTables(this.handler, storage, {
      settings: [...read, 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
      leases: [...read, 'UpdateItem', 'ConditionCheckItem'],
      visits: [...read, 'PutItem', 'UpdateItem'],
      calls: [...read, 'PutItem', 'UpdateItem', 'DeleteItem'],
    });
    for (const { name } of [callsBySite, callsByNumber, conversionsBySite, openWork])
      allowIndex(this.handler, storage.calls, name);
    allowIndex(this.handler, storage.visits, visitsByVisitor.name);
    allowForgettingVisitorsOfRecipients(this.handler, storage);
    secrets.master.grantRead(this.handler);
    work.queue.grant(this.handler, 'sqs:SendMessage');
    // Test events: what signs them, it never sees.
    this.handler.addEnvironment(env.attemptFunction, attempt.functionName);
    Grant.addToPrincipal({
      grantee: this.handler,
      actions: ['lambda:InvokeFunction'],
      resourceArns: [attempt.functionArn],
    });
    if (recordings !== undefined) {
      this.handler.addEnvironment(env.connectBucket, recordings.name);
      allowReading(this.handler, recordings);
    }
    allowSecrets(this.handler, 'destination', ['CreateSecret', 'DeleteSecret']);
    allowSecrets(this.handler, 'carrier', ['CreateSecret', 'DeleteSecret']);
    allowSecrets(this.handler, 'order-source', ['CreateSecret', 'DeleteSecret']);
    api.addRoutes(this.handler, managementRoutes);
    api.addDefaultRoute(this.handler);
  }
}
