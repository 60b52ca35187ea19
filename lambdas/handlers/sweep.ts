import { releaseHeld } from '../deliveries/backlog/release-held.ts';
import { orderSourceSecretHolder } from '../orders/sources/order-source-store.ts';
import { deleteSecrets, type SecretOwner } from '../platform/aws/stored-secrets.ts';
import { tableOf } from '../platform/aws/table.ts';
import { counters } from '../platform/counters.ts';
import { logger } from '../platform/log.ts';
import { env, metric } from '../platform/names.ts';
import { carrierSecretHolder } from '../settings/carrier-accounts/carrier-account-store.ts';
import { destinationSecretHolder } from '../settings/destinations/destination-store.ts';
import { deleteUnused, longUnused, type SecretHolder } from '../settings/unused-secrets-store.ts';
import { giveUpCall, settleSwept } from '../settle/settle-queue.ts';
import { sweep } from '../settle/sweep.ts';

/** The function lives for a minute; deleting secrets takes some of it, ms. */
const mostTime = 40_000;

const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? '');

const holders: readonly (readonly [SecretOwner, SecretHolder])[] = [
  ['destination', destinationSecretHolder],
  ['carrier', carrierSecretHolder],
  ['orderSource', orderSourceSecretHolder],
];

/** Every minute: sets going what stands still, looks after paused destinations, and deletes secrets that no setting names. A sweep that fails is made good by the next one. */
export async function handler(): Promise<void> {
  const now = Date.now();
  const isOver = () => Date.now() > now + mostTime;
  const dependencies = { calls: tableOf(env.callsTable), settleLater: settleSwept, giveUp: giveUpCall, isOver };
  const swept = await sweep(dependencies, now);
  logger.info('swept', { ...swept });
  const settings = tableOf(env.settingsTable);
  const { paused, released } = await releaseHeld({ settings, calls: dependencies.calls, isOver }, now);
  if (paused + released > 0) logger.info('looked after paused destinations', { paused, released });
  for (let each = 0; each < paused; each++) count(metric.destinationsPaused);
  publish(now);
  for (const [owner, holder] of holders) {
    for await (const place of longUnused(settings, holder, now)) {
      await deleteUnused(settings, holder, place, (unused) => deleteSecrets(owner, unused));
    }
  }
}
