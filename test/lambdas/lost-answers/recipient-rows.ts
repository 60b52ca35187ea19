import { readShard } from '../../../lambdas/leases/slots/slot-transitions-store.ts';
import { countFirstClick, noteLinkLease, noteRefusal } from '../../../lambdas/recipients/call-link/link-store.ts';
import { freeNumbers } from '../../../lambdas/recipients/free-numbers.ts';
import { giveNumbers } from '../../../lambdas/recipients/give-numbers.ts';
import type { Recipient } from '../../../lambdas/recipients/recipient.ts';
import type { WantedRecipient } from '../../../lambdas/recipients/recipient-list.ts';
import { readRecipient } from '../../../lambdas/recipients/recipient-store.ts';
import { recipientToken } from '../../../lambdas/recipients/recipient-token.ts';
import { putSlots } from '../leases/pool-of-slots.ts';
import { mailPool, people, start } from '../recipients/mail-pool.ts';
import { row, type StoreRow, type Tables } from './store-row.ts';

const pool = mailPool([3]);
const opened = ({ leases }: Tables) => putSlots(leases, pool);

const give = async ({ settings, leases, visits, identityKey }: Tables, list: readonly WantedRecipient[], now: number) =>
  giveNumbers(
    {
      leases,
      visits,
      settings,
      forgetPerson: async () => {},
      forgetAddress: async () => {},
      noteAddress: async () => {},
      identityKey: await identityKey(),
      freeNumbers: freeNumbers({ readShard: (id, shard) => readShard(leases, id, shard, true), random: () => 0 }),
      keepDays: 90,
      newId: () => 'a-fresh-lease-id',
      random: () => 0,
    },
    pool,
    list,
    now,
  );
const sentBefore = async (tables: Tables) => {
  await opened(tables);
  await give(tables, people(2), start);
};
/** One who came too late for a number. */
async function withDefault(tables: Tables): Promise<Recipient> {
  await opened(tables);
  const [, , , late] = people(4);
  await give(tables, people(4), start);
  const { site, id: mail } = pool;
  const { recipient, campaign } = late!;
  const token = recipientToken(await tables.identityKey(), { site, pool: mail, campaign, recipient });
  return (await readRecipient(tables.visits, token))!;
}
const link = { pool: 'web', shard: 0, number: '+12025550101', lease: 'lease-1', until: start + 60_000 };
const leasedBefore = async (tables: Tables): Promise<Recipient> => {
  const recipient = await withDefault(tables);
  await noteLinkLease(tables.visits, recipient, link);
  return { ...recipient, link };
};
const changed = (more: Partial<WantedRecipient>) => people(2).map((one) => ({ ...one, ...more }));

export const recipientRows: readonly StoreRow[] = [
  row('giveNumbers', 'there are enough', opened, (tables) => give(tables, people(3), start)),
  row('giveNumbers', 'there are too few', opened, (tables) => give(tables, people(5), start)),
  row('giveNumbers', 'they are prolonged', sentBefore, (tables) =>
    give(tables, changed({ until: start + 2_000_000_000 }), start + 1),
  ),
  row('giveNumbers', 'they do not want to be recognised', sentBefore, (tables) =>
    give(tables, changed({ consent: { ads: false, analytics: false } }), start + 1),
  ),
  row('noteLinkLease', 'it is the first one', withDefault, ({ visits }, recipient) =>
    noteLinkLease(visits, recipient, link),
  ),
  row('noteLinkLease', 'the one before is over', leasedBefore, ({ visits }, recipient) =>
    noteLinkLease(visits, recipient, { ...link, lease: 'lease-2' }),
  ),
  row('noteRefusal', 'it is the first one', withDefault, ({ visits }, recipient) =>
    noteRefusal(visits, recipient, { visit: 'visit-1', now: start + 1 }),
  ),
  row(
    'noteRefusal',
    'the one before was long ago',
    async (tables) => {
      const recipient = await withDefault(tables);
      await noteRefusal(tables.visits, recipient, { visit: 'visit-1', now: start + 1 });
      return { ...recipient, refused: { visit: 'visit-1', at: start + 1 } };
    },
    ({ visits }, recipient) => noteRefusal(visits, recipient, { visit: 'visit-2', now: start + 86_400_000 }),
  ),
  row('countFirstClick', 'it is the first one', withDefault, ({ visits }, recipient) =>
    countFirstClick(visits, recipient, start + 1),
  ),
];
