import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { HandlerFunction } from '../function.ts';
import type { Monitoring } from '../operations/monitoring.ts';
import { tableInterface } from '../stream-worker.ts';
import type { Storage } from '../tables/storage.ts';
import { allowTables } from '../tables/table-grants.ts';

export interface PoolLearningSettings {
  readonly storage: Storage;
  readonly monitoring: Monitoring;
  readonly logRetention: RetentionDays;
}

/** What calls tell of a pool's callers is worked out here, apart from whoever answers while a phone rings. */
export class PoolLearning extends Construct {
  constructor(scope: Construct, id: string, { storage, monitoring, logRetention }: PoolLearningSettings) {
    super(scope, id);
    const learn = new HandlerFunction(this, 'Learn', {
      handler: 'learn-pools',
      errorImpact: 'Calls are matched by what their pools learnt before; they are recorded all the same.',
      memorySize: 1024, // buys processor time: some tenths of a second for a pool of thousands of calls
      timeout: Duration.minutes(2), // a batch of as many pools as it has records
      monitoring,
      logRetention,
      environment: {},
    });
    allowTables(learn, storage, { calls: ['Query', 'PutItem', 'UpdateItem'] });
    learn.addEventSource(
      new DynamoEventSource(tableInterface.parse(storage.calls), {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        // Calls of a minute teach together.
        maxBatchingWindow: Duration.minutes(1),
        // Nothing is kept of what is given up: the pool's next call teaches it as well.
        retryAttempts: 3,
        maxRecordAge: Duration.hours(1),
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.or('INSERT', 'MODIFY'),
            dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('EVIDENCE#') } } },
          }),
        ],
      }),
    );
  }
}
