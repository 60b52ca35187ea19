import { type RemovedNumber, removedNumber } from '../../../lambdas/journal/removed-numbers/removed-number-answer.ts';
import type { Get } from '../requests/api.ts';
import { readAll } from '../requests/list.ts';

/** All numbers that were taken out of the site's pools. Read when somebody asks. */
export function readRemoved(get: Get, site: string): Promise<RemovedNumber[]> {
  return readAll(get, `/v1/removed-numbers?site=${encodeURIComponent(site)}`, removedNumber);
}
