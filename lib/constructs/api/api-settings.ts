import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { WorkQueue } from '../calls/work-queue.ts';
import type { Monitoring } from '../operations/monitoring.ts';
import type { Secrets } from '../secrets.ts';
import type { Storage } from '../tables/storage.ts';
import type { HttpApi } from './http-api.ts';

/** What the functions behind the API are made with. */
export interface ApiSettings {
  readonly api: HttpApi;
  readonly storage: Storage;
  readonly secrets: Secrets;
  /** Where calls go that something was heard or reported of. */
  readonly work: WorkQueue;
  readonly monitoring: Monitoring;
  readonly logRetention: RetentionDays;
}
