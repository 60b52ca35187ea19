import * as z from 'zod';
import { CliError } from '../cli-error.ts';
import { columns } from '../columns.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';
import { listAll } from '../read-settings.ts';

const listed = z.object({
  id: z.string(),
  site: z.string(),
  type: z.string().default('?'),
  paused: z.object({ why: z.string(), detail: z.string(), since: z.string() }).optional(),
});

/** Destinations, one in a line; of paused ones why, and since when. */
export async function destinationsText(site: string | undefined, management: ManagementOptions): Promise<string> {
  const found = await listAll(management, '/v1/destinations', listed, site === undefined ? {} : { site });
  if (found.length === 0) return 'there is no destination\n';
  const rows = found.map(({ id, site: of, type, paused }) => [
    id,
    of,
    type,
    paused === undefined ? 'sends' : `paused since ${paused.since.slice(0, 16)}Z: ${paused.why} (${paused.detail})`,
  ]);
  return [...columns(['destination', 'site', 'type', ''], rows), ''].join('\n');
}

/** Resumes a destination, or says that it was not paused. Throws a `CliError` where there is none. */
export async function resume(id: string, management: ManagementOptions): Promise<string> {
  const route = `/v1/destinations/${encodeURIComponent(id)}`;
  const found = await callManagement(management, `GET ${route}`);
  if (found.status !== 200) throw new CliError(describeProblem(found));
  if (listed.safeParse(found.body).data?.paused === undefined) return `${id} is not paused; nothing changed\n`;
  const answer = await callManagement(management, `POST ${route}/resume`);
  if (answer.status !== 200) throw new CliError(describeProblem(answer));
  return `${id} is sent to again; what waited for it goes out within minutes\n`;
}

const round = z.object({ redriven: z.number(), left: z.number(), cursor: z.string().optional() });

/** Starts all parked deliveries of a destination again, and tells how far it is after each round. */
export async function redriveAll(
  id: string,
  management: ManagementOptions,
  progress: { readonly write: (text: string) => unknown },
): Promise<string> {
  let [redriven, left] = [0, 0];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const body = { limit: 100, ...(cursor !== '' && { cursor }) };
    const answer = await callManagement(management, `POST /v1/destinations/${encodeURIComponent(id)}/redrive`, body);
    if (answer.status !== 200) throw new CliError(describeProblem(answer));
    const one = round.safeParse(answer.body);
    if (!one.success) throw new CliError(`${management.url} answers in a way that this command does not know`);
    redriven += one.data.redriven;
    left += one.data.left;
    cursor = one.data.cursor;
    if (cursor !== undefined) progress.write(`${redriven} started again\n`);
  }
  const others = left === 0 ? '' : `; ${left} were not, as they are delivered by now or under way`;
  return `${redriven} parked deliveries of ${id} are sent again${others}\n`;
}
