import * as z from 'zod';
import { type Site, site } from '../../lambdas/settings/sites/site.ts';
import { CliError } from './cli-error.ts';
import { callManagement, describeProblem, type ManagementOptions } from './management.ts';

/** All items of a list of the management API, page after page. */
export async function listAll<Item>(
  management: ManagementOptions,
  path: string,
  item: z.core.$ZodType<Item>,
  query: Readonly<Record<string, string>> = {},
): Promise<Item[]> {
  const page = z.object({ items: z.array(item), cursor: z.string().optional() });
  const items: Item[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const asked = new URLSearchParams({ ...query, limit: '200', ...(cursor !== '' && { cursor }) });
    const answer = await callManagement(management, `GET ${path}?${asked.toString()}`);
    if (answer.status !== 200) throw new CliError(describeProblem(answer));
    const parsed = page.safeParse(answer.body);
    if (!parsed.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
    items.push(...parsed.data.items);
    cursor = parsed.data.cursor;
  }
  return items;
}

/** The site's settings, by the running API. Throws a `CliError`. */
export async function readSite(management: ManagementOptions, id: string): Promise<Site> {
  const answer = await callManagement(management, `GET /v1/sites/${encodeURIComponent(id)}`);
  if (answer.status !== 200) throw new CliError(describeProblem(answer));
  const settings = site.safeParse(answer.body);
  if (!settings.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
  return settings.data;
}

/** What of any pool's settings commands need. Throws a `CliError` where there is no such pool, or none that the key may see. */
export async function readPool(management: ManagementOptions, id: string): Promise<{ readonly site: string }> {
  const answer = await callManagement(management, `GET /v1/pools/${encodeURIComponent(id)}`);
  if (answer.status !== 200) throw new CliError(describeProblem(answer));
  const settings = z.object({ site: z.string() }).safeParse(answer.body);
  if (!settings.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
  return settings.data;
}
