import { logger } from '../platform/log.ts';
import { env } from '../platform/names.ts';
import { tableOf } from '../platform/table.ts';
import { settleLater } from '../settle/settle-queue.ts';
import { sweep } from '../settle/sweep.ts';

/** Every few minutes: sets going what stands still. A sweep that fails is made good by the next one. */
export async function handler(): Promise<void> {
  const swept = await sweep({ calls: tableOf(env.callsTable), settleLater }, Date.now());
  logger.info('swept', { ...swept });
}
