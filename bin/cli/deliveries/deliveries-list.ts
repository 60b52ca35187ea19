import * as z from 'zod';
import { columns } from '../columns.ts';
import type { ManagementOptions } from '../management.ts';
import { listAll } from '../read-settings.ts';

const listed = z.object({
  delivery: z.string(),
  call: z.string(),
  destination: z.string(),
  since: z.string(),
  attempts: z.number().optional(),
  reason: z.string().optional(),
});

/** What waits for a person, one delivery in a line. */
export async function deliveriesText(
  options: { readonly site: string; readonly state: string; readonly destination?: string; readonly from?: string },
  management: ManagementOptions,
): Promise<string> {
  const query = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const found = await listAll(management, '/v1/deliveries', listed, query);
  if (found.length === 0) return `nothing is ${options.state}\n`;
  const rows = found.map(({ since, destination, call, attempts, reason }) => [
    `${since.slice(0, 16)}Z`,
    destination,
    call,
    attempts === undefined ? '' : String(attempts),
    reason ?? 'only a newer version of Leaseline can read it',
  ]);
  return [
    ...columns(['since', 'destination', 'call', 'attempts', 'why'], rows, [3]),
    '',
    `${found.length} in all`,
    '',
  ].join('\n');
}
