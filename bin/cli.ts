import { Command, InvalidArgumentError, Option } from 'commander';
import { apiKeyRole } from '../lambdas/settings/api-keys/api-key.ts';
import { settingsId } from '../lambdas/settings/settings-id.ts';
import { attributionExplain } from './cli/attribution/attribution-explain.ts';
import { type AttributionExplainOptions, withAttributionExplainOptions } from './cli/attribution/options.ts';
import { addCallerCommands } from './cli/callers/commands.ts';
import { importCalls } from './cli/calls-import/calls-import.ts';
import { type CallsImportChoices, withCallsImportOptions } from './cli/calls-import/options.ts';
import { channelsText } from './cli/channels.ts';
import { CliError } from './cli/cli-error.ts';
import { addConnectCommands } from './cli/connect/commands.ts';
import { addDeliveryCommands } from './cli/deliveries/commands.ts';
import { addEmailCommands } from './cli/email/commands.ts';
import { addEventCommands } from './cli/events/event-commands.ts';
import { expiryOf } from './cli/expiry.ts';
import { type KeysCreateOptions, keysCreate } from './cli/keys-create.ts';
import { managementFromEnvironment } from './cli/management.ts';
import { importNumbers } from './cli/numbers-import.ts';
import { moveNumbers } from './cli/numbers-move.ts';
import { windDownNumbers } from './cli/numbers-wind-down.ts';
import { type OrdersImportChoices, withOrdersImportOptions } from './cli/orders-import/options.ts';
import { importOrders } from './cli/orders-import/orders-import.ts';
import { type PoolExplainOptions, withPoolExplainOptions } from './cli/pool-explain/options.ts';
import { poolExplain } from './cli/pool-explain/pool-explain.ts';
import { type PoolSizeOptions, withPoolSizeOptions } from './cli/pool-size/options.ts';
import { poolSize } from './cli/pool-size/pool-size.ts';
import { addTimeToCallCommand } from './cli/pool-time-to-call/commands.ts';
import { withRecordingsCommands } from './cli/recordings/commands.ts';
import { addReplayCommand } from './cli/replay/commands.ts';
import { addRouteCommands } from './cli/route/commands.ts';
import { withRulesCommands } from './cli/rules/commands.ts';

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());

const program = new Command('npm run cli --')
  .description("The operator's commands of Leaseline.")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

const keys = program.command('keys').description('API keys for the management API');
keys
  .command('create')
  .description('make a key and show its secret once; uses the AWS credentials of the environment')
  .addOption(new Option('--role <role>', 'what the key may do').choices(apiKeyRole.options).makeOptionMandatory())
  .requiredOption('--source <name>', 'a stable name for whoever uses the key, such as crm-x', sourceName)
  .option('--site <site...>', 'the only sites that the key may touch (default: all)', siteIds)
  .option('--expires <when>', '90d, 12h, 30m, or a date such as 2030-01-31 (default: never)', expiry)
  .addOption(
    new Option('--stage <stage>', 'the stage whose stack it is: stages/<stage>.json names stack and Region').conflicts(
      'stack',
    ),
  )
  .option('--stack <name>', 'the CloudFormation stack', 'Leaseline')
  .option('--table <name>', 'the table Settings, instead of looking it up in the stack')
  .addHelpText(
    'after',
    `
For the local run, name its AWS endpoint and any credentials:
  AWS_ENDPOINT_URL=http://127.0.0.1:8788 AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local \\
    npm run cli -- keys create --role reader --source me`,
  )
  .action(({ site, expires, ...options }: KeysCreateOptions & { site?: string[]; expires?: number }) =>
    keysCreate({ ...options, sites: site, expiresAt: expires }),
  );

const numbers = program.command('numbers').description('tracking numbers');
numbers
  .command('import')
  .description('add the numbers of a CSV file to a pool; run it again to go on after an interruption')
  .argument(
    '<file.csv>',
    'a column "number", or a single column; numbers with their country code, as people write them',
  )
  .requiredOption('--pool <pool>', 'the pool that gets the numbers')
  .option('--refused <file>', 'write refused lines there too, as CSV')
  .addHelpText(
    'after',
    `
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local)
Ends with 0 if all numbers are in the pool, 1 if lines were refused, 2 if the import could not be done.`,
  )
  .action(async (file: string, { pool, refused }: { pool: string; refused?: string }) => {
    process.exitCode = await importNumbers({
      file,
      pool,
      refusedFile: refused,
      management: { ...managementFromEnvironment(process.env), signal: interrupt.signal },
      stdout: process.stdout,
      stderr: process.stderr,
    });
  });

numbers
  .command('move')
  .description('move numbers to another pool of the site; run it again to go on after an interruption')
  .argument('[file.csv]', 'the numbers, as for import')
  .requiredOption('--from <pool>', 'the pool that has them')
  .requiredOption('--to <pool>', 'the pool that gets them')
  .option('--numbers <numbers>', 'the numbers, with commas between them (default: all of the pool)')
  .action(async (file: string | undefined, options: { from: string; to: string; numbers?: string }) => {
    process.exitCode = await moveNumbers({
      ...options,
      file,
      management: { ...managementFromEnvironment(process.env), signal: interrupt.signal },
      stdout: process.stdout,
      stderr: process.stderr,
    });
  });
numbers
  .command('wind-down')
  .description('say which numbers that are in no pool any more can be given back to the carrier')
  .option('--pool <pool>', 'only those that this pool had last')
  .option('--site <site>', 'only those of this site (default: all sites that the key may see)')
  .addOption(new Option('--days <days>', 'so many days nobody is to have dialled a number').argParser(days).default(30))
  .option('--json', 'print JSON')
  .action(async (options: { pool?: string; site?: string; days: number; json?: boolean }) => {
    const management = { ...managementFromEnvironment(process.env), signal: interrupt.signal };
    process.stdout.write(await windDownNumbers({ ...options, management }));
  });

withOrdersImportOptions(
  program.command('orders').description('sales, refunds and cancellations').command('import'),
).action(async (file: string, options: OrdersImportChoices) => {
  process.exitCode = await importOrders({
    ...options,
    file,
    management: { ...managementFromEnvironment(process.env), signal: interrupt.signal },
    stdout: process.stdout,
    stderr: process.stderr,
  });
});

withCallsImportOptions(program.command('calls').description('phone calls').command('import')).action(
  async (file: string, options: CallsImportChoices) => {
    process.exitCode = await importCalls({
      ...options,
      file,
      management: { ...managementFromEnvironment(process.env), signal: interrupt.signal },
      stdout: process.stdout,
      stderr: process.stderr,
    });
  },
);

const pools = program.command('pool').description('pools of tracking numbers');
withPoolSizeOptions(
  pools
    .command('size')
    .description('say how many numbers a pool needs for the coverage and accuracy that are wanted; asks no server'),
)
  .addHelpText(
    'after',
    `
Say how many visits there are by one of --arrivals-per-hour, --visits-per-day and --hours. For example:
  npm run cli -- pool size --arrivals-per-hour 400 --lease 20m --coverage 0.85 --accuracy 0.90 --price 1.15`,
  )
  .action(async (options: PoolSizeOptions) => {
    process.stdout.write(await poolSize(options));
  });

withPoolExplainOptions(
  pools
    .command('explain')
    .description('say which pool a first visit of an address gets, and why not the others')
    .argument('<url>', 'the address of the page, with its parameters'),
)
  .addHelpText(
    'after',
    `
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local). For example:
  npm run cli -- pool explain 'https://shop.example/?utm_source=news&utm_medium=email' --site shop --region US-CA`,
  )
  .action(async (url: string, options: PoolExplainOptions) => {
    const management = { ...managementFromEnvironment(process.env), signal: interrupt.signal };
    process.stdout.write(await poolExplain(url, options, management));
  });
pools
  .command('channels')
  .description('list the usual channels, and what a pool for each says; asks no server')
  .option('--json', 'print JSON')
  .action(({ json }: { json?: true }) => {
    process.stdout.write(channelsText(json));
  });

withRulesCommands(program, interrupt.signal);
addRouteCommands(program, interrupt.signal);
withRecordingsCommands(program, interrupt.signal);

withAttributionExplainOptions(
  program
    .command('attribution')
    .description('where visits come from')
    .command('explain')
    .description('say where a visit of an address came from, and why; asks no server unless a site is named')
    .argument('<url>', 'the address of the page, with its parameters'),
)
  .addHelpText(
    'after',
    `
Environment, with --site: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local). For example:
  npm run cli -- attribution explain 'https://shop.example/?gad_source=1' --referrer https://www.google.com/
  npm run cli -- attribution explain 'https://shop.example/thanks' --referrer https://www.paypal.com/ --before google/cpc`,
  )
  .action(async (url: string, options: AttributionExplainOptions) => {
    const management = () => ({ ...managementFromEnvironment(process.env), signal: interrupt.signal });
    process.stdout.write(await attributionExplain(url, options, management));
  });

const management = () => ({ ...managementFromEnvironment(process.env), signal: interrupt.signal });
addTimeToCallCommand(pools, management);
addEventCommands(program, management);
addReplayCommand(program, management);
addCallerCommands(program, management);
addEmailCommands(program, management);
addDeliveryCommands(program, management);
addConnectCommands(program, management);

function sourceName(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('it is empty');
  return text;
}

function siteIds(site: string, earlier: string[] | undefined): string[] {
  if (!settingsId.safeParse(site).success) throw new InvalidArgumentError('it is not a site id');
  return [...(earlier ?? []), site];
}

function days(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > 366) throw new InvalidArgumentError('it is not 1 to 366');
  return Number(text);
}

function expiry(text: string): number {
  const at = expiryOf(text, Date.now());
  if (at === undefined) throw new InvalidArgumentError('it is neither a time from now, like 90d, nor a date to come');
  return at;
}

try {
  await program.parseAsync();
} catch (error) {
  if (interrupt.signal.aborted) {
    process.stderr.write('stopped; the same command goes on where this one was\n');
    process.exitCode = 130;
  } else {
    const sentence = error instanceof Error ? error.message : String(error);
    process.stderr.write(`error: ${sentence}\n`);
    process.exitCode = error instanceof CliError ? error.exitCode : 2;
  }
}
