import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { readShard } from '../../../lambdas/leases/slots/slot-transitions-store.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { newId } from '../../../lambdas/platform/new-id.ts';
import { freeNumbers } from '../../../lambdas/recipients/free-numbers.ts';
import { type GiveDependencies, giveNumbers } from '../../../lambdas/recipients/give-numbers.ts';
import { readKnownRecipient } from '../../../lambdas/recipients/recipient.ts';
import { readCampaignCounts } from '../../../lambdas/recipients/recipient-counts-store.ts';
import type { WantedRecipient } from '../../../lambdas/recipients/recipient-list.ts';
import { e164 } from '../../../lambdas/settings/e164.ts';
import type { RecipientPool } from '../../../lambdas/settings/pools/recipient-pool.ts';
import { readVisit } from '../../../lambdas/visits/visit.ts';
import { emptyTables } from '../calls/stores.ts';
import { putSlots } from '../leases/pool-of-slots.ts';

export const start = 1_790_000_000_000;
export const day = 24 * 60 * 60 * 1000;
/** For so long all recipients of the tests have their numbers. */
export const until = start + 14 * day;
export const restMs = 7 * day;

const usual = e164.parse('+12025550190');

export function mailPool(shards: readonly number[], more: Partial<RecipientPool> = {}) {
  return {
    id: 'mail',
    site: 'shop',
    kind: 'recipient' as const,
    source: 'email',
    medium: 'email',
    defaultNumber: usual,
    restSeconds: restMs / 1000,
    default: { e164: usual, display: '(202) 555-0190', href: `tel:${usual}` },
    shards: [...shards],
    size: shards.reduce((sum, slots) => sum + slots, 0),
    version: 1,
    ...more,
  };
}
export type MailPool = ReturnType<typeof mailPool>;

export function wanted(recipient: string, more: Partial<WantedRecipient> = {}): WantedRecipient {
  return { recipient, campaign: 'spring', until, ...more };
}

export const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => wanted(`person-${from + index}`));

/** Tables with the slots of a pool, and one container. `over`: other ways to the same tables. */
export async function mailTables(pool: MailPool) {
  const tables = await emptyTables();
  await putSlots(tables.leases, pool);
  const identityKey = await tables.identityKey();
  /** A container of its own, which remembers nothing. */
  const container = (documents: Table['documents'] = tables.leases.documents, keepDays = 90): GiveDependencies => {
    const leases = { documents, name: tables.leases.name };
    return {
      leases,
      visits: { documents, name: tables.visits.name },
      settings: { documents, name: tables.settings.name },
      forgetPerson: async () => {},
      forgetAddress: async () => {},
      noteAddress: async () => {},
      identityKey,
      freeNumbers: freeNumbers({ readShard: (id, shard) => readShard(leases, id, shard, true), random: Math.random }),
      keepDays,
      newId,
      random: Math.random,
    };
  };
  const give = (list: readonly WantedRecipient[], now = start, more: Partial<MailPool> = {}) =>
    giveNumbers(container(), { ...pool, ...more }, list, now);
  return { ...tables, container, give, kept: () => kept(tables) };
}

async function itemsOf({ documents, name }: Table): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let after: Record<string, unknown> | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const page = await documents.send(
      new ScanCommand({ TableName: name, ConsistentRead: true, ...(after && { ExclusiveStartKey: after }) }),
    );
    items.push(...(page.Items ?? []));
    after = page.LastEvaluatedKey;
  }
  return items;
}

/** All that is kept: recipients, slots that somebody has, visits, counts. */
async function kept({ leases, visits }: { readonly leases: Table; readonly visits: Table }) {
  const [slots, others] = await Promise.all([itemsOf(leases), itemsOf(visits)]);
  return {
    held: slots.filter(({ lease }) => lease !== undefined),
    recipients: others.filter(({ sk }) => sk === 'RECIPIENT').flatMap((item) => readKnownRecipient(item) ?? []),
    visits: others
      .filter(({ sk, visitor }) => String(sk).startsWith('VISIT#') && visitor)
      .flatMap((item) => readVisit(item) ?? []),
    counts: await readCampaignCounts(visits, 'shop'),
  };
}

/** Holds whenever nothing is under way: numbers, slots, visits and counts say the same, and nobody has another's. */
export function expectWhole({ held, recipients, visits, counts }: Awaited<ReturnType<typeof kept>>): void {
  const owners = recipients.filter(({ number }) => number !== undefined);
  expect(new Set(owners.map(({ number }) => number)).size).toBe(owners.length);
  const trio = (one: { number?: unknown; lease?: unknown; visit?: unknown; visitor?: unknown }) =>
    [one.number, one.lease, one.visit, one.visitor].join(' ');
  const expected = owners.map(trio).sort();
  expect(held.map(trio).sort()).toEqual(expected);
  expect(visits.map(trio).sort()).toEqual(expected);
  const sum = (name: 'recipients' | 'numbers' | 'defaults') =>
    counts.reduce((total, { [name]: more }) => total + more, 0);
  expect({ recipients: sum('recipients'), numbers: sum('numbers'), defaults: sum('defaults') }).toEqual({
    recipients: recipients.length,
    numbers: recipients.filter(({ hadNumber }) => hadNumber).length,
    defaults: recipients.filter(({ hadNumber }) => !hadNumber).length,
  });
}
