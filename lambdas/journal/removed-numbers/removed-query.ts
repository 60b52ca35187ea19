import * as z from 'zod';
import { pageQuery, wholeNumber } from '../../platform/http/list-page.ts';
import { settingsId } from '../../settings/settings-id.ts';

/** Query of `GET /v1/removed-numbers`. */
export const removedQuery = z.object({
  ...pageQuery.shape,
  site: settingsId,
  pool: settingsId.optional().describe('Only numbers that this pool had last.'),
  days: wholeNumber(1, 366)
    .default(30)
    .describe('For so many days a number is to be quiet before it is safe to give back.'),
});
export type RemovedQuery = Readonly<z.infer<typeof removedQuery>>;
