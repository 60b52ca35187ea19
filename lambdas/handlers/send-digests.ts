import { sendEmail } from '../platform/aws/email.ts';
import { tableOf } from '../platform/aws/table.ts';
import { publicUrl } from '../platform/environment.ts';
import { logger } from '../platform/log.ts';
import { env } from '../platform/names.ts';
import { loadSigningKeys } from '../platform/signing-keys.ts';
import { sendDigests } from '../team/digest/send-digests.ts';
import { outcomeLink } from '../team/outcome-link/outcome-token.ts';

/** The function lives for a minute, ms. */
const mostTime = 40_000;

/** Every five minutes: sends the digests whose time has come. Fails, for the alarm, when one did not go out; the others did. */
export async function handler(): Promise<void> {
  const now = Date.now();
  const keys = await loadSigningKeys();
  const { sent, failed } = await sendDigests(
    {
      settings: tableOf(env.settingsTable),
      calls: tableOf(env.callsTable),
      sendEmail,
      emailFrom: process.env[env.emailFrom] || undefined,
      outcomeUrl: (call) => outcomeLink(keys, publicUrl(), call, now),
      isOver: () => Date.now() > now + mostTime,
      report: (destination, problem) => logger.warn('a digest was not sent', { destination, problem }),
    },
    now,
  );
  if (sent > 0) logger.info('sent digests', { sent });
  if (failed > 0) throw new Error(`${failed} digests were not sent; the log says why`);
}
