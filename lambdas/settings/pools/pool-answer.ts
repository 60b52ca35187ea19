import * as z from 'zod';
import { shownNumber } from './pool.ts';
import { pageFields, sessionFields, sourceFields } from './pool-fields.ts';

/** What is odd about when it is chosen, beside the site's other pools; told of one pool, not in lists. */
const warned = { warnings: z.array(z.string()).optional() };

/** A pool as the management API tells it. */
export const poolAnswer = z.discriminatedUnion('kind', [
  z.object({ ...sessionFields, id: z.string(), default: shownNumber, ...warned }),
  z.object({ ...sourceFields, id: z.string(), shown: z.array(shownNumber), ...warned }),
  z.object({ ...pageFields, id: z.string(), ...warned }),
]);
export type PoolAnswer = Readonly<z.infer<typeof poolAnswer>>;
