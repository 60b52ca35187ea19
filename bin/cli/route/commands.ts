import { type Command, InvalidArgumentError, Option } from 'commander';
import { managementFromEnvironment } from '../management.ts';
import { type RouteExplainOptions, routeExplain } from './route-explain.ts';

/** Adds `route explain`; `signal` ends it. */
export function addRouteCommands(program: Command, signal: AbortSignal): void {
  program
    .command('route')
    .description('where calls go')
    .command('explain')
    .description('say where a call goes, and why: one that was, or one that is imagined')
    .option('--call <call>', 'a call that was, by the routes that its site has now')
    .addOption(imagined('--site <site>', 'the site that is called'))
    .addOption(imagined('--at <time>', 'when, like 2026-03-29T02:30+02:00 (default: now)'))
    .addOption(imagined('--from <number>', 'who calls; "withheld" for nobody who says so'))
    .addOption(imagined('--to <number>', 'the number that is dialled'))
    .addOption(imagined('--source <name>', 'of the visit behind the call; the next ones, too'))
    .addOption(imagined('--medium <name>', ''))
    .addOption(imagined('--campaign <name>', ''))
    .addOption(imagined('--keyword <words>', ''))
    .addOption(imagined('--recipient <id>', 'whom the number was sent to by mail'))
    .addOption(imagined('--landing-page <url>', ''))
    .addOption(imagined('--referrer <url>', ''))
    .addOption(imagined('--device <kind>', '').choices(['desktop', 'mobile', 'tablet']))
    .addOption(imagined('--first-time', 'as somebody who never called before').conflicts('returning'))
    .addOption(imagined('--returning', 'as somebody who called before'))
    .addOption(imagined('--caller-list <list>', 'as if on this list of the site').choices(['block', 'allow', 'ours']))
    .addOption(imagined('--purchases <number>', 'earlier calls that led to a sale').argParser(amount))
    .addOption(imagined('--value-so-far <amount>', "sales of earlier calls, in the site's currency").argParser(amount))
    .addOption(imagined('--spam-score <points>', '0 to 100').argParser(amount))
    .addOption(imagined('--share <number>', 'where the call lies among all, 0 to 100').argParser(amount))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local). For example:
  npm run cli -- route explain --call 2f9d6c1e-8f0a-4b8e-9c39-0d6a3a1f5c11
  npm run cli -- route explain --site shop --at 2026-12-25T09:00:00Z --from +13055550131 --to +12025550123`,
    )
    .action(async (options: RouteExplainOptions) => {
      const management = { ...managementFromEnvironment(process.env), signal };
      process.stdout.write(await routeExplain(options, management));
    });
}

/** An option of a call that never was. */
function imagined(flags: string, words: string): Option {
  return new Option(flags, words).conflicts('call');
}

function amount(text: string): number {
  if (!/^\d{1,12}(\.\d{1,4})?$/.test(text)) throw new InvalidArgumentError('it is no amount, like 30 or 129.50');
  return Number(text);
}
