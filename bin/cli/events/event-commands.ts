import { type Command, InvalidArgumentError, Option } from 'commander';
import { eventType } from '../../../lambdas/events/event-type.ts';
import type { ManagementOptions } from '../management.ts';
import { readTime } from '../read-time.ts';
import { type ReplayOptions, replay } from './replay.ts';
import { testEvent } from './test-event.ts';

/** Commands about what webhooks are told. */
export function addEventCommands(program: Command, management: () => ManagementOptions): void {
  commandOf(program, 'destinations', 'where conversions and events go')
    .command('test-event')
    .description('send a sample of an event to a webhook, and say what the receiver answered')
    .argument('<destination>', 'the webhook')
    .addOption(new Option('--type <type>', 'the event').choices([...eventType.options]).default('conversion.created'))
    .addHelpText(
      'after',
      `
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local)
Ends with 0 if the receiver took it, 1 if it did not, 2 if it could not be sent. For example:
  npm run cli -- destinations test-event hook --type call.started`,
    )
    .action(async (destination: string, { type }: { type: string }) => {
      process.stdout.write(await testEvent(destination, type, management()));
    });
  commandOf(program, 'events', 'what webhooks are told')
    .command('replay')
    .description('tell a webhook again what it was told of the calls of some time, under the same ids')
    .requiredOption('--destination <destination>', 'the webhook')
    .requiredOption(
      '--from <time>',
      'calls that started then or later, like 2026-01-31T12:00:00Z or 2026-01-31',
      askedTime,
    )
    .option('--to <time>', 'and before that (default: now)', askedTime)
    .addOption(new Option('--type <type...>', 'only these events (default: all)').choices([...eventType.options]))
    .addHelpText(
      'after',
      `
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local)
Of each event and conversion the newest revision is sent, also what was parked. For example:
  npm run cli -- events replay --destination hook --from 2026-01-31 --to 2026-02-01 --type call.completed`,
    )
    .action(async ({ to = new Date().toISOString(), ...options }: Omit<ReplayOptions, 'to'> & { to?: string }) => {
      const say = (line: string) => void process.stderr.write(line);
      process.stdout.write(await replay({ ...options, to }, management(), say));
    });
}

/** A time of the command line in ISO 8601; a day begins in UTC. */
export function askedTime(text: string): string {
  const at = readTime(text);
  if (at === undefined) throw new InvalidArgumentError('it is no time like 2026-01-31T12:00:00Z, nor a day (in UTC)');
  return new Date(at).toISOString();
}

function commandOf(program: Command, name: string, description: string): Command {
  return program.commands.find((command) => command.name() === name) ?? program.command(name).description(description);
}
