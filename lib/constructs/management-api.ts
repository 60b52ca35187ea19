import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { env, managementRoutes } from '../../lambdas/platform/names.ts';
import { HandlerFunction } from './function.ts';
import type { HttpApi } from './http-api.ts';
import type { Monitoring } from './monitoring.ts';
import type { Storage } from './storage.ts';
import { allow } from './table-grants.ts';

export interface ManagementApiSettings {
  readonly api: HttpApi;
  readonly storage: Storage;
  readonly monitoring: Monitoring;
  readonly logRetention: RetentionDays;
}

/** The calls of operators, tools and the dashboard; it also says of an unknown route that there is none. */
export class ManagementApi extends Construct {
  readonly handler: HandlerFunction;

  constructor(scope: Construct, id: string, { api, storage, monitoring, logRetention }: ManagementApiSettings) {
    super(scope, id);
    this.handler = new HandlerFunction(this, 'Management', {
      handler: 'management',
      errorImpact:
        'Operators and the dashboard cannot read or change sites, pools and numbers; visitors are not affected.',
      memorySize: 512,
      timeout: Duration.seconds(29), // the gateway gives up after 30
      monitoring,
      logRetention,
      environment: {
        [env.settingsTable]: storage.settings.tableName,
        [env.leasesTable]: storage.leases.tableName,
        [env.visitsTable]: storage.visits.tableName,
      },
    });
    const read = ['GetItem', 'BatchGetItem', 'Query'] as const;
    allow(this.handler, storage.settings, [...read, 'PutItem', 'UpdateItem', 'DeleteItem']);
    allow(this.handler, storage.leases, ['Query', 'UpdateItem']);
    allow(this.handler, storage.visits, ['BatchGetItem']);
    api.addRoutes(this.handler, managementRoutes);
    api.addDefaultRoute(this.handler);
  }
}
