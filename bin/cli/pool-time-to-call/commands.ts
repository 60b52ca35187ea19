import { type Command, InvalidArgumentError } from 'commander';
import type { ManagementOptions } from '../management.ts';
import { shareOf } from '../pool-size/values.ts';
import { type TimeToCallOptions, timeToCall } from './time-to-call.ts';

/** Adds `pool time-to-call`. */
export function addTimeToCallCommand(pools: Command, management: () => ManagementOptions): void {
  pools
    .command('time-to-call')
    .description(
      'say how soon the callers of a pool call, how often its matches are right, and which lease that asks for',
    )
    .argument('<pool>', 'a pool that leases its numbers')
    .option('--accuracy <share>', "wanted share of calls with the right visitor (default: the pool's)", accuracy)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local). For example:
  npm run cli -- pool time-to-call shop-ads --accuracy 0.9`,
    )
    .action(async (pool: string, options: TimeToCallOptions) => {
      process.stdout.write(await timeToCall(pool, options, management()));
    });
}

function accuracy(text: string): number {
  const share = shareOf(text);
  if (share === undefined) {
    throw new InvalidArgumentError('it must be between 0 and 1, like 0.85, or a percentage, like 85%');
  }
  return share;
}
