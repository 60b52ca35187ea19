import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { metricNamespace } from './names.ts';

const serviceName = 'leaseline';

/** One JSON line per entry. Never hand it a phone number, token, key or whole event: see `describe-error.ts` for errors. */
export const logger = new Logger({ serviceName });

/** Counters in CloudWatch's embedded metric format; publish them before the function answers. */
export const metrics = new Metrics({ namespace: metricNamespace, serviceName });
