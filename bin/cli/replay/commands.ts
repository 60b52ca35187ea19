import { type Command, InvalidArgumentError, Option } from 'commander';
import { askedTime } from '../events/event-commands.ts';
import type { ManagementOptions } from '../management.ts';
import { type ReplayOptions, replay } from './replay.ts';

/** Adds `replay`: past calls, matched again. */
export function addReplayCommand(program: Command, management: () => ManagementOptions): void {
  program
    .command('replay')
    .description(
      'match past calls again by what is known now, and say what would change; writes nothing without --apply',
    )
    .requiredOption(
      '--from <time>',
      'calls that started then or later, like 2026-01-31T12:00:00Z or 2026-01-31',
      askedTime,
    )
    .option('--to <time>', 'and before that (default: now)', askedTime)
    .option('--pool <pool>', 'only calls that are matched to this pool')
    .option('--site <site>', 'only calls of this site (default: all that the key may see)')
    .option(
      '--apply',
      'settle the calls that change: conversions are taken back and made anew, and destinations are told',
    )
    .addOption(new Option('--rate <calls>', 'settle so many a second at the most').argParser(rate).default(20))
    .option('--all', 'name all calls that change (default: the newest 50)')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local), of an admin.
What was sent to webhooks is sent again by "events replay": that tells the same again, and matches nothing. For example:
  npm run cli -- replay --from 2026-10-01 --to 2026-11-01 --pool shop-web`,
    )
    .action(async (options: ReplayOptions) => {
      const say = (line: string) => void process.stderr.write(line);
      process.stdout.write(await replay(options, management(), say));
    });
}

function rate(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > 200) throw new InvalidArgumentError('it is not 1 to 200');
  return Number(text);
}
