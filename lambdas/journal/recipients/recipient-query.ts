import * as z from 'zod';
import type { Table } from '../../platform/aws/table.ts';
import { notFound } from '../../platform/http/problem.ts';
import { readCampaignCounts } from '../../recipients/recipient-counts-store.ts';
import { readPoolIfKnown } from '../../settings/pools/pool-store.ts';
import { settingsId } from '../../settings/settings-id.ts';
import { logQuery } from '../calls-query.ts';
import type { LogRange } from '../log-range.ts';
import type { SentOfSite } from './recipient-report.ts';

/** Query of `GET /v1/reports/recipients`. */
export const recipientQuery = z.object({
  ...logQuery.shape,
  pool: settingsId
    .optional()
    .describe('Only what was sent with numbers of this pool; one that is deleted is known by what was sent.'),
  campaign: z
    .string()
    .min(1)
    .max(200)
    .normalize('NFC')
    .optional()
    .describe('Only this campaign, by the name that it was sent under.'),
});

/** So many sites are read at a time. */
const atOnce = 10;

/** What was sent of the sites, to this moment. */
export async function readSent(visits: Table, ranges: readonly LogRange[]): Promise<SentOfSite[]> {
  const sent: SentOfSite[] = [];
  for (let done = 0; done < ranges.length; done += atOnce) {
    const some = ranges.slice(done, done + atOnce);
    const read = some.map(async (range) => ({ range, campaigns: await readCampaignCounts(visits, range.site) }));
    sent.push(...(await Promise.all(read)));
  }
  return sent;
}

/** Throws 404 for a pool that is none of these sites', unless something was sent with its numbers before it was deleted. */
export async function checkPool(settings: Table, id: string, sent: readonly SentOfSite[]): Promise<void> {
  if (sent.some(({ campaigns }) => campaigns.some(({ pool }) => pool === id))) return;
  const pool = await readPoolIfKnown(settings, id);
  if (!sent.some(({ range }) => range.site === pool?.site)) throw notFound(`there is no pool ${id}`);
}
