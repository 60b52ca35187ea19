import { type Command, InvalidArgumentError, Option } from 'commander';
import { managementFromEnvironment } from '../management.ts';
import { type RulesTestOptions, rulesTest } from './rules-test.ts';
import { type RulesTrialOptions, rulesTrial } from './rules-trial.ts';

/** Adds `rules test` and `rules trial`; `signal` ends them. */
export function withRulesCommands(program: Command, signal: AbortSignal): void {
  const rules = program.command('rules').description('rules by which calls become conversions');
  rules
    .command('test')
    .description('say why rules fit a call, or do not, condition by condition')
    .argument('<call|file>', 'the id of a call, or a file of JSON that holds what GET /v1/calls/{call} answered')
    .option('--rule <rule>', 'only this rule (default: all rules of the site)')
    .addOption(new Option('--rule-file <file>', 'a rule as PUT /v1/rules/{rule} takes it, instead').conflicts('rule'))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local). For example:
  npm run cli -- rules test 2f9d6c1e-8f0a-4b8e-9c39-0d6a3a1f5c11 --rule long-call`,
    )
    .action(async (callOrFile: string, options: RulesTestOptions) => {
      const management = { ...managementFromEnvironment(process.env), signal: signal };
      process.stdout.write(await rulesTest(callOrFile, options, management));
    });
  rules
    .command('trial')
    .description('say what a rule would have made of past calls; writes nothing')
    .argument('<file.json>', 'the rule, as PUT /v1/rules/{rule} takes it')
    .addOption(new Option('--days <days>', 'so many days, today among them').argParser(days).default(30))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local). For example:
  npm run cli -- rules trial docs/examples/rule.json --days 30`,
    )
    .action(async (file: string, options: RulesTrialOptions) => {
      const management = { ...managementFromEnvironment(process.env), signal: signal };
      const progress = (line: string) => void process.stderr.write(`${line}\n`);
      process.stdout.write(await rulesTrial(file, options, management, progress));
    });
}

function days(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > 366) throw new InvalidArgumentError('it is not 1 to 366');
  return Number(text);
}
