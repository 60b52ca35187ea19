import * as z from 'zod';
import { pageFields, recipientFields, sessionFields, sourceFields } from './pool-fields.ts';
import { poolSummary, shownNumber } from './pool-summary.ts';

/** A pool as the management API tells it. */
export const poolAnswer = z.discriminatedUnion('kind', [
  z.object({ ...sessionFields, ...poolSummary.shape, default: shownNumber }),
  z.object({ ...sourceFields, ...poolSummary.shape, shown: z.array(shownNumber) }),
  z.object({ ...pageFields, ...poolSummary.shape }),
  z.object({ ...recipientFields, ...poolSummary.shape, default: shownNumber }),
]);
export type PoolAnswer = Readonly<z.infer<typeof poolAnswer>>;
