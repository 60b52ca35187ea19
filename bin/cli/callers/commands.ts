import { type Command, Option } from 'commander';
import { callerListName } from '../../../lambdas/settings/callers/caller-list.ts';
import { callerAnswer } from '../../../lambdas/settings/callers/caller-list-answer.ts';
import { CliError } from '../cli-error.ts';
import { columns } from '../columns.ts';
import { callManagement, describeProblem, type ManagementOptions } from '../management.ts';
import { listAll } from '../read-settings.ts';
import { importCallers } from './callers-import.ts';

const environment = `
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local). For example:
  npm run cli -- callers import staff.csv --site shop --list ours`;

/** Adds `callers import`, `list` and `remove`. */
export function addCallerCommands(program: Command, management: () => ManagementOptions): void {
  const callers = program.command('callers').description('numbers that a site blocks, always allows, or calls its own');
  callers
    .command('import')
    .description('put the numbers of a CSV file on a list; run it again after an interruption')
    .argument(
      '<file.csv>',
      'a column "number", or a single column; numbers with their country code, as people write them',
    )
    .requiredOption('--site <site>', 'the site whose list it is')
    .addOption(
      new Option('--list <list>', 'block: nobody takes their calls; allow: no spam; ours: own staff, who count nowhere')
        .choices(callerListName.options)
        .makeOptionMandatory(),
    )
    .option('--note <text>', 'why, for people')
    .addHelpText('after', `${environment}\nEnds with 0 if all numbers are on the list, 1 if lines were refused.`)
    .action(async (file: string, options: { site: string; list: string; note?: string }) => {
      const { stdout, stderr } = process;
      process.exitCode = await importCallers({ ...options, file, management: management(), stdout, stderr });
    });
  callers
    .command('list')
    .description('list the numbers of all lists')
    .requiredOption('--site <site>', 'the site whose lists they are')
    .option('--json', 'print JSON')
    .addHelpText('after', environment)
    .action(async ({ site, json }: { site: string; json?: true }) => {
      const all = await listAll(management(), `/v1/sites/${encodeURIComponent(site)}/callers`, callerAnswer, {});
      const rows = all.map(({ number, list = '', note = '', since }) => [number, list, since.slice(0, 10), note]);
      const text = columns(['number', 'list', 'since', 'note'], rows, []).join('\n');
      process.stdout.write(`${json ? JSON.stringify(all, undefined, 2) : text}\n`);
    });
  callers
    .command('remove')
    .description('take a number off the list that it is on')
    .argument('<number>', 'as people write it, with its country code')
    .requiredOption('--site <site>', 'the site whose list it is')
    .addHelpText('after', environment)
    .action(async (number: string, { site }: { site: string }) => {
      const path = `/v1/sites/${encodeURIComponent(site)}/callers/${encodeURIComponent(number)}`;
      const answer = await callManagement(management(), `DELETE ${path}`);
      if (answer.status !== 204) throw new CliError(describeProblem(answer));
    });
}
