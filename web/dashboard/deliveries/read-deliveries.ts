import * as z from 'zod/mini';
import {
  type ReconciledConversion,
  type ReconciliationDay,
  reconciledConversions,
  reconciliationAnswer,
} from '../../../lambdas/journal/reconciliation/reconciliation-answer.ts';
import type { Api, Get } from '../requests/api.ts';
import { readAll } from '../requests/list.ts';
import { readAnswer } from '../requests/read-answer.ts';
import type { DeliveriesAddress } from './deliveries-address.ts';

const destination = z.object({
  id: z.string(),
  type: z.optional(z.string()),
  paused: z.optional(z.object({ why: z.string(), detail: z.string(), since: z.string() })),
});
/** A destination, as far as it is shown. */
export type ShownDestination = Readonly<z.infer<typeof destination>>;

export function readDestinations(get: Get, site: string): Promise<ShownDestination[]> {
  return readAll(get, `/v1/destinations?site=${encodeURIComponent(site)}`, destination);
}

const destinationTypes = z.object({
  items: z.array(z.object({ type: z.string(), test: z.optional(z.string()) })),
});
/** How destinations can be tried out without anything that counts, by their type; those that cannot are missing. */
export type TestWays = ReadonlyMap<string, string>;

export async function readTestWays(get: Get): Promise<TestWays> {
  const { items } = readAnswer(destinationTypes, await get('/v1/destination-types'));
  return new Map(items.flatMap(({ type, test }) => (test === undefined ? [] : [[type, test]])));
}

const testAnswer = z.object({ passed: z.boolean(), detail: z.string() });
/** Whether a receiver took a test, and what it answered. */
export type ShownTest = Readonly<z.infer<typeof testAnswer>>;

/** Tries a destination out. */
export async function sendTest(post: Api['post'], id: string): Promise<ShownTest> {
  return readAnswer(testAnswer, await post(`/v1/destinations/${encodeURIComponent(id)}/test`));
}

/** All days, part after part. */
export async function readReconciliation(
  get: Get,
  site: string,
  { from, to }: DeliveriesAddress,
): Promise<ReconciliationDay[]> {
  const days: ReconciliationDay[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const query = new URLSearchParams({ site, from, to, ...(cursor !== '' && { cursor }) });
    const part: z.infer<typeof reconciliationAnswer> = readAnswer(
      reconciliationAnswer,
      await get(`/v1/reconciliation?${query.toString()}`),
    );
    days.push(...part.items);
    cursor = part.cursor;
  }
  return days;
}

/** The first conversions of a line, and whether there are more. */
export async function readLine(
  get: Get,
  site: string,
  { from, to, line, destination: asked, day }: DeliveriesAddress,
): Promise<{ readonly items: readonly ReconciledConversion[]; readonly hasMore: boolean }> {
  const query = new URLSearchParams({ site, from: day ?? from, to: day ?? to, limit: '100' });
  if (line !== undefined) query.set('line', line);
  if (asked !== undefined) query.set('destination', asked);
  const items: ReconciledConversion[] = [];
  // With a rare line a part may be empty, although there are more.
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    if (cursor !== '') query.set('cursor', cursor);
    const part: z.infer<typeof reconciledConversions> = readAnswer(
      reconciledConversions,
      await get(`/v1/reconciliation/conversions?${query.toString()}`),
    );
    items.push(...part.items);
    cursor = part.cursor;
    if (items.length >= 100) return { items, hasMore: cursor !== undefined };
  }
  return { items, hasMore: false };
}

const round = z.object({ redriven: z.number(), cursor: z.optional(z.string()) });

/** Starts all parked deliveries of a destination again; hears how many were after each round. The number of all. */
export async function redriveAll(post: Api['post'], id: string, onRound: (redriven: number) => void): Promise<number> {
  let redriven = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const path = `/v1/destinations/${encodeURIComponent(id)}/redrive`;
    const one: z.infer<typeof round> = readAnswer(round, await post(path, cursor === '' ? {} : { cursor }));
    redriven += one.redriven;
    cursor = one.cursor;
    onRound(redriven);
  }
  return redriven;
}
