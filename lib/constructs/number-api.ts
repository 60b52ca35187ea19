import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { env, pageRoutes, visitsByVisitor } from '../../lambdas/platform/names.ts';
import { HandlerFunction } from './function.ts';
import type { HttpApi } from './http-api.ts';
import type { Monitoring } from './monitoring.ts';
import type { Secrets } from './secrets.ts';
import type { Storage } from './storage.ts';
import { allow, allowIndex } from './table-grants.ts';

export interface NumberApiSettings {
  readonly api: HttpApi;
  readonly storage: Storage;
  readonly secrets: Secrets;
  readonly monitoring: Monitoring;
  readonly logRetention: RetentionDays;
  readonly visitDays: number;
}

/** The calls of web pages: ask for a number, keep it, report a click. */
export class NumberApi extends Construct {
  readonly handler: HandlerFunction;

  constructor(scope: Construct, id: string, settings: NumberApiSettings) {
    super(scope, id);
    const { api, storage, secrets, monitoring, logRetention, visitDays } = settings;
    this.handler = new HandlerFunction(this, 'Numbers', {
      handler: 'numbers',
      errorImpact: 'Visitors get no number of their own: the page keeps its number, and calls cannot be told apart.',
      memorySize: 1024, // buys processor time: a visitor waits for this function, also at its cold start
      readsSourceMap: false, // for the same reason
      timeout: Duration.seconds(10),
      monitoring,
      logRetention,
      environment: {
        [env.settingsTable]: storage.settings.tableName,
        [env.leasesTable]: storage.leases.tableName,
        [env.visitsTable]: storage.visits.tableName,
        [env.masterSecret]: secrets.master.secretArn,
        [env.originSecret]: secrets.origin.secretArn,
        [env.visitDays]: String(visitDays),
      },
    });
    allow(this.handler, storage.settings, ['GetItem', 'Query']);
    allow(this.handler, storage.leases, ['GetItem', 'Query', 'UpdateItem']);
    allow(this.handler, storage.visits, ['PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'BatchGetItem']);
    allowIndex(this.handler, storage.visits, visitsByVisitor.name);
    secrets.master.grantRead(this.handler);
    secrets.origin.grantRead(this.handler);
    api.addRoutes(this.handler, [...pageRoutes, ...pageRoutes.map(preflight)]);
  }
}

/** The browser's question whether the page may make the call; the function answers it, as it knows the site's origins. */
function preflight(route: string): string {
  return route.replace(/^\S+/, 'OPTIONS');
}
