import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { callLinkGatewayRoutes, env } from '../../../lambdas/platform/names.ts';
import { HandlerFunction } from '../function.ts';
import { allowTables } from '../tables/table-grants.ts';
import type { ApiSettings } from './api-settings.ts';

export interface CallLinkApiSettings extends ApiSettings {
  readonly visitDays: number;
  /** Scheme and host at which people open the links. */
  readonly publicUrl: string;
}

/** The links in mails to recipients: the page that calls, and the picture of a number. Apart, so that the function that every visitor meets draws nothing. */
export class CallLinkApi extends Construct {
  constructor(scope: Construct, id: string, settings: CallLinkApiSettings) {
    super(scope, id);
    const { api, storage, secrets, monitoring, logRetention, visitDays, publicUrl } = settings;
    const handler = new HandlerFunction(this, 'CallLinks', {
      handler: 'call-links',
      errorImpact: 'Call links and pictures of numbers in mails do not open: recipients cannot call by them.',
      memorySize: 1024, // buys processor time: somebody waits for the page, and pictures are drawn
      timeout: Duration.seconds(10),
      monitoring,
      logRetention,
      environment: {
        [env.masterSecret]: secrets.master.secretArn,
        [env.originSecret]: secrets.origin.secretArn,
        [env.visitDays]: String(visitDays),
        [env.publicUrl]: publicUrl,
      },
    });
    allowTables(handler, storage, {
      settings: ['GetItem', 'Query'],
      leases: ['GetItem', 'Query', 'UpdateItem'],
      visits: ['GetItem', 'PutItem', 'UpdateItem'],
    });
    secrets.master.grantRead(handler);
    secrets.origin.grantRead(handler);
    api.addRoutes(handler, callLinkGatewayRoutes);
  }
}
