import { readShard } from '../../../leases/slots/slot-transitions-store.ts';
import { unlinkAddress, unlinkVisitor } from '../../../orders/identity.ts';
import { joinLateAddress } from '../../../orders/join-recipient.ts';
import { publicUrl, required } from '../../../platform/environment.ts';
import { conflict } from '../../../platform/http/problem.ts';
import { loadIdentityKey } from '../../../platform/identity-key.ts';
import { env } from '../../../platform/names.ts';
import { newId } from '../../../platform/new-id.ts';
import { freeNumbers } from '../../../recipients/free-numbers.ts';
import { type GiveDependencies, giveNumbers } from '../../../recipients/give-numbers.ts';
import { recipientAnswerOf } from '../../../recipients/recipient-answer.ts';
import { readRecipientList } from '../../../recipients/recipient-list.ts';
import { settleLater } from '../../../settle/settle-queue.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { callsTable, leasesTable, poolOf, settingsTable, visitsTable } from '../tables.ts';

/** What this container knows of pools that have nothing free. */
const free = freeNumbers({
  readShard: (pool, shard) => readShard(leasesTable(), pool, shard, true),
  random: Math.random,
});

/** By what recipients, and who came by their mails, are known besides. */
function known(now: number): Pick<GiveDependencies, 'forgetPerson' | 'forgetAddress' | 'noteAddress'> {
  const tables = { settings: settingsTable(), visits: visitsTable(), calls: callsTable() };
  const sources = { ...tables, identityKey: loadIdentityKey, settleLater };
  return {
    forgetPerson: (visitor) => unlinkVisitor(sources, visitor),
    forgetAddress: (address) => unlinkAddress(sources, address),
    noteAddress: (recipient) => joinLateAddress(sources, recipient, now),
  };
}

const postRecipients: ManagementHandler = async (request, client, now) => {
  const pool = await poolOf(request, client);
  if (pool.kind !== 'recipient') {
    throw conflict(`pool ${pool.id} is of kind ${pool.kind}: recipients get numbers of pools of kind recipient`);
  }
  const wanted = readRecipientList(request.body, now);
  const dependencies = {
    leases: leasesTable(),
    visits: visitsTable(),
    settings: settingsTable(),
    ...known(now),
    identityKey: await loadIdentityKey(),
    freeNumbers: free,
    keepDays: Number(required(env.visitDays)),
    newId,
    random: Math.random,
  };
  const given = await giveNumbers(dependencies, pool, wanted, now);
  return { status: 200, body: { recipients: given.map((one) => recipientAnswerOf(one, pool, publicUrl())) } };
};

export const recipientRoutes = { 'POST /v1/pools/{pool}/recipients': postRecipients } satisfies ManagementRoutes;
