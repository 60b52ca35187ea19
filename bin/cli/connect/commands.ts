import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ManagementOptions } from '../management.ts';
import type { ClaimChoices, StackOptions } from './options.ts';

const environment = `
Uses the AWS credentials of the environment. Amazon Connect takes 2 requests a second of an account, all its tools together.
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local)`;

/** Commands about the numbers and the flow of an instance of Amazon Connect. */
export function addConnectCommands(program: Command, management: () => ManagementOptions): void {
  const connect = program.command('connect').description('numbers and flow of an instance of Amazon Connect');
  withStack(connect.command('sync'))
    .description('attach the flow to the numbers that are in Leaseline, and show what differs')
    .option('--dry-run', 'show what would be done, and do nothing')
    .addHelpText(
      'after',
      `${environment}
Numbers that are in no pool are left as they are. What was attached stays so: run it again to go on after an interruption.`,
    )
    .action(async (options: StackOptions & { dryRun?: boolean }) => {
      process.exitCode = await (await runs()).sync(options, management());
    });
  withStack(connect.command('claim'))
    .description(
      'claim numbers, attach the flow to them and put them into a pool; run it again to go on after an interruption',
    )
    .requiredOption('--pool <pool>', 'the pool that gets them')
    .requiredOption('--count <count>', 'how many', counting)
    .addOption(
      new Option('--country <country>', 'ISO 3166-1 alpha-2, like US').argParser(country).makeOptionMandatory(),
    )
    .addOption(new Option('--type <type>', 'DID: a local number').choices(['DID', 'TOLL_FREE', 'UIFN']).default('DID'))
    .option('--prefix <prefix>', 'what they begin with, like +1206', prefix)
    .option('--state <file>', 'where it keeps how far it is (default: connect-claim-<pool>.progress)')
    .addHelpText(
      'after',
      `${environment}
Numbers cost money from the moment they are claimed. An instance may have 5 at first. Never release numbers to claim others: more than twice the
quota claimed and released within 180 days blocks claiming.
Ends with 0 if all are in the pool, 1 if it stopped earlier and says why, 2 if it could not be done. For example:
  npm run cli -- connect claim --pool shop-ads --count 20 --country US --type DID --prefix +1206`,
    )
    .action(async (choices: ClaimChoices) => {
      process.exitCode = await (await runs()).claim(choices, management());
    });
  withStack(connect.command('test'))
    .description("run the stack's own tests of the flow in the instance")
    .addHelpText(
      'after',
      `${environment}
The calls are simulated, end before they reach anybody, and are marked: they count nowhere. Ends with 0 if all passed, else 1.`,
    )
    .action(async (options: StackOptions) => {
      process.exitCode = await (await runs()).test(options, management());
    });
}

/** The client of Amazon Connect is large: other commands do not wait for it. */
function runs() {
  return import('./run-commands.ts');
}

function withStack(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--stage <stage>',
        'the stage whose stack it is: stages/<stage>.json names stack and Region',
      ).conflicts('stack'),
    )
    .option('--stack <name>', 'the CloudFormation stack', 'Leaseline');
}

function counting(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('it is not 1 to 99999');
  return Number(text);
}

function country(text: string): string {
  if (!/^[A-Za-z]{2}$/.test(text)) throw new InvalidArgumentError('it is not two letters, like US');
  return text.toUpperCase();
}

function prefix(text: string): string {
  if (!/^\+[1-9]\d{0,13}$/.test(text)) throw new InvalidArgumentError('it is not like +1206: + and the first digits');
  return text;
}
