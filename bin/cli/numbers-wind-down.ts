import * as z from 'zod';
import {
  type RemovedNumber,
  removedNumber,
  type WindDownAdvice,
} from '../../lambdas/journal/removed-numbers/removed-number-answer.ts';
import { CliError } from './cli-error.ts';
import { columns } from './columns.ts';
import type { ManagementOptions } from './management.ts';
import { listAll } from './read-settings.ts';

export interface WindDownOptions {
  readonly site?: string | undefined;
  readonly pool?: string | undefined;
  readonly days: number;
  readonly json?: boolean | undefined;
  readonly management: ManagementOptions;
}

const site = z.object({ id: z.string() });
const poolSite = z.object({ id: z.string(), site: z.string() });

/** Says which numbers that are in no pool any more can be given back. Gives what is to be printed. */
export async function windDownNumbers(options: WindDownOptions): Promise<string> {
  const { management, pool, days, json } = options;
  const existing = pool === undefined ? undefined : await findPool(management, pool);
  const numbers: RemovedNumber[] = [];
  for (const id of await sitesOf(options, existing?.site)) {
    const query = { site: id, days: String(days), ...(pool !== undefined && { pool }) };
    numbers.push(...(await listAll(management, '/v1/removed-numbers', removedNumber, query)));
  }
  if (pool !== undefined && existing === undefined && numbers.length === 0) {
    throw new CliError(`there is no pool ${pool}, and no number was taken out of one`);
  }
  return json === true ? `${JSON.stringify(numbers, undefined, 2)}\n` : textOf(numbers, days);
}

/** A pool that is gone may have been any site's. */
async function findPool(management: ManagementOptions, pool: string) {
  return (await listAll(management, '/v1/pools', poolSite)).find(({ id }) => id === pool);
}

async function sitesOf({ site: asked, pool, management }: WindDownOptions, siteOfPool?: string): Promise<string[]> {
  if (asked !== undefined && siteOfPool !== undefined && asked !== siteOfPool) {
    throw new CliError(`pool ${pool} is of site ${siteOfPool}`);
  }
  const known = asked ?? siteOfPool;
  return known === undefined ? (await listAll(management, '/v1/sites', site)).map(({ id }) => id) : [known];
}

const words: Readonly<Record<string, string>> = {
  safe: 'safe to give back',
  dialled: 'still dialled',
  'too-early': 'too early',
} satisfies Record<WindDownAdvice, string>;

function textOf(numbers: readonly RemovedNumber[], days: number): string {
  if (numbers.length === 0) return 'no number is out of the pools\n';
  const header = ['number', 'last pool', 'taken out', 'last shown', 'last call', `calls in ${days} d`, ''];
  const rows = numbers.map((one) => [
    one.number,
    one.pool,
    dayOf(one.removedAt),
    dayOf(one.lastShownAt),
    dayOf(one.lastCallAt),
    `${one.calls}${one.moreCalls ? '+' : ''}`,
    `${words[one.advice] ?? one.advice}: ${one.reason}${one.forwards || one.advice === 'safe' ? '' : ' (not forwarded)'}`,
  ]);
  const safe = numbers.filter(({ advice }) => advice === 'safe').length;
  const total = numbers.length === 1 ? 'one number' : `${numbers.length} numbers`;
  return [...columns(header, rows), '', `${safe} of ${total} can be given back`, ''].join('\n');
}

function dayOf(time: string | undefined): string {
  return time?.slice(0, 10) ?? '-';
}
