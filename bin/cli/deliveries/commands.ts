import { type Command, Option } from 'commander';
import { backlogStates } from '../../../lambdas/deliveries/backlog/list-backlog.ts';
import { destinations as types } from '../../../lambdas/deliveries/destinations/registry.ts';
import { reconciliationLines } from '../../../lambdas/journal/reconciliation/reconciliation-line.ts';
import { CliError } from '../cli-error.ts';
import type { ManagementOptions } from '../management.ts';
import { catalogueActionText, catalogueDestinationText, catalogueListText } from './catalogue-fields.ts';
import { deliveriesText } from './deliveries-list.ts';
import { destinationFieldsText } from './destination-fields.ts';
import { testDestination } from './destination-test.ts';
import { destinationsText, redriveAll, resume } from './destinations.ts';
import { type ReconciliationOptions, reconciliationText } from './reconciliation.ts';

const environment = `
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local)`;

/** Commands about what became of conversions at their destinations, and about what waits for a person. */
export function addDeliveryCommands(program: Command, management: () => ManagementOptions): void {
  const destinations = commandOf(program, 'destinations', 'where conversions and events go');
  const say = (text: string) => void process.stdout.write(text);
  destinations
    .command('list')
    .description('list destinations, and which of them are paused')
    .option('--site <site>', 'those of one site (default: all that the key may see)')
    .addHelpText('after', environment)
    .action(async ({ site }: { site?: string }) => say(await destinationsText(site, management())));
  destinations
    .command('fields')
    .description('say what a type of destination is set to, and what it can do; asks no server')
    .argument('<type>', `one of ${[...types.keys()].join(', ')}`)
    .argument('[destination]', 'of type catalogue: a destination of the catalogue')
    .argument('[action]', 'one of its actions: what it may be filled with, and settings to begin with')
    .option('--json', 'print JSON')
    .addHelpText('after', fieldsExamples)
    .action((type: string, destination: string | undefined, action: string | undefined, { json }: { json?: true }) =>
      say(fieldsText(type, { destination, action, json })),
    );
  destinations
    .command('test')
    .description('send a destination an example that does not count, and say what came of it')
    .argument('<destination>', 'its id')
    .addHelpText('after', `${environment}\nEnds with 0 if it passed, 1 if it did not, 2 if it could not be tried.`)
    .action(async (id: string) => say(await testDestination(id, management())));
  destinations
    .command('resume')
    .description('send to a paused destination again')
    .argument('<destination>', 'its id')
    .addHelpText('after', environment)
    .action(async (id: string) => say(await resume(id, management())));
  destinations
    .command('redrive')
    .description('send all parked deliveries of a destination again; run it again to go on after an interruption')
    .argument('<destination>', 'its id')
    .addHelpText(
      'after',
      `
What is "unknown whether received" is sent again, too: look first whether the destination has it (deliveries list says why).${environment}`,
    )
    .action(async (id: string) => say(await redriveAll(id, management(), process.stderr)));
  commandOf(program, 'deliveries', 'deliveries that wait for a person')
    .command('list')
    .description('list what is parked, or held for a paused destination, with the reason')
    .requiredOption('--site <site>', 'the site')
    .option('--destination <destination>', 'one destination (default: all of the site)')
    .addOption(new Option('--state <state>', 'why they wait').choices([...backlogStates]).default('parked'))
    .option('--from <day>', 'only what waits since that day, like 2026-11-20, or later')
    .addHelpText('after', environment)
    .action(async (options: { site: string; state: string; destination?: string; from?: string }) =>
      say(await deliveriesText(options, management())),
    );
  program
    .command('reconciliation')
    .description('count by day and destination what became of conversions; with --line list those of a line')
    .requiredOption('--site <site>', 'the site')
    .option('--from <day>', 'the first day in the time zone of the site (default: 30 days before --to)')
    .option('--to <day>', 'the last day (default: today)')
    .option('--destination <destination>', 'one destination (default: all)')
    .addOption(new Option('--line <line>', 'list the conversions of this line').choices([...reconciliationLines]))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `${environment}
For example:
  npm run cli -- reconciliation --site shop --from 2026-11-01 --to 2026-11-30
  npm run cli -- reconciliation --site shop --line parked`,
    )
    .action(async (options: ReconciliationOptions) =>
      say(await reconciliationText(options, management(), process.stderr)),
    );
}

const fieldsExamples = `
For example:
  npm run cli -- destinations fields google-ads
  npm run cli -- destinations fields catalogue mixpanel
  npm run cli -- destinations fields catalogue mixpanel trackEvent`;

interface WhatOf {
  readonly destination: string | undefined;
  readonly action: string | undefined;
  readonly json: true | undefined;
}

/** Only the catalogue has destinations within it. */
function fieldsText(type: string, { destination, action, json }: WhatOf): string {
  if (type !== 'catalogue') {
    if (destination !== undefined)
      throw new CliError(`only the type catalogue has destinations within it, ${type} has none`);
    return destinationFieldsText(type, json);
  }
  if (destination === undefined)
    return json ? destinationFieldsText(type, json) : `${destinationFieldsText(type)}\n${catalogueListText()}`;
  return action === undefined
    ? catalogueDestinationText(destination, json)
    : catalogueActionText(destination, action, json);
}

function commandOf(program: Command, name: string, description: string): Command {
  return program.commands.find((command) => command.name() === name) ?? program.command(name).description(description);
}
