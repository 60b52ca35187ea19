import { type Command, Option } from 'commander';
import { eventType } from '../../../lambdas/events/event-type.ts';
import type { ManagementOptions } from '../management.ts';
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
}

function commandOf(program: Command, name: string, description: string): Command {
  return program.commands.find((command) => command.name() === name) ?? program.command(name).description(description);
}
