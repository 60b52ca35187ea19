import { Logger } from '@aws-lambda-powertools/logger';

/** One JSON line per entry. Never hand it a phone number, token, key or whole event: see `describe-error.ts` for errors. */
export const logger = new Logger({ serviceName: 'leaseline' });
