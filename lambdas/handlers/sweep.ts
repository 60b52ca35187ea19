import { deleteSecrets, type SecretOwner } from '../platform/aws/stored-secrets.ts';
import { tableOf } from '../platform/aws/table.ts';
import { logger } from '../platform/log.ts';
import { env } from '../platform/names.ts';
import { carrierSecretHolder } from '../settings/carrier-accounts/carrier-account-store.ts';
import { destinationSecretHolder } from '../settings/destinations/destination-store.ts';
import { deleteUnused, longUnused, type SecretHolder } from '../settings/unused-secrets-store.ts';
import { giveUpCall, settleSwept } from '../settle/settle-queue.ts';
import { sweep } from '../settle/sweep.ts';

/** The function lives for a minute; deleting secrets takes some of it, ms. */
const mostTime = 40_000;

const holders: readonly (readonly [SecretOwner, SecretHolder])[] = [
  ['destination', destinationSecretHolder],
  ['carrier', carrierSecretHolder],
];

/** Every minute: sets going what stands still, and deletes secrets that no setting names. A sweep that fails is made good by the next one. */
export async function handler(): Promise<void> {
  const now = Date.now();
  const isOver = () => Date.now() > now + mostTime;
  const dependencies = { calls: tableOf(env.callsTable), settleLater: settleSwept, giveUp: giveUpCall, isOver };
  const swept = await sweep(dependencies, now);
  logger.info('swept', { ...swept });
  const settings = tableOf(env.settingsTable);
  for (const [owner, holder] of holders) {
    for await (const place of longUnused(settings, holder, now)) {
      await deleteUnused(settings, holder, place, (unused) => deleteSecrets(owner, unused));
    }
  }
}
