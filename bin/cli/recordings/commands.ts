import { type Command, InvalidArgumentError } from 'commander';
import { settingsId } from '../../../lambdas/settings/settings-id.ts';
import { managementFromEnvironment } from '../management.ts';
import { exportRecordings } from './recordings-export.ts';

/** Adds `recordings export`; `signal` ends it. */
export function withRecordingsCommands(program: Command, signal: AbortSignal): void {
  const recordings = program.command('recordings').description('recordings of calls');
  recordings
    .command('export')
    .description('copy the recordings of a site into a folder; run it again to go on after an interruption')
    .argument('<folder>', 'where they go; what lies there already is not fetched again')
    .requiredOption('--site <site>', 'the site whose calls they are of', site)
    .requiredOption('--from <day>', 'the first day, such as 2026-11-01, by the time zone of the site', day)
    .requiredOption('--to <day>', 'the last day', day)
    .addHelpText(
      'after',
      `
Each link is asked for just before it is used, as it is good for 15 minutes. Files are called by start, call and leg.
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local). For example:
  npm run cli -- recordings export --site shop --from 2026-11-01 --to 2026-11-30 ./recordings
Ends with 0 if all recordings are there, 1 if some could not be fetched, 2 if the export could not be done.`,
    )
    .action(async (folder: string, options: { site: string; from: string; to: string }) => {
      process.exitCode = await exportRecordings({
        folder,
        ...options,
        management: { ...managementFromEnvironment(process.env), signal },
        stdout: process.stdout,
        stderr: process.stderr,
      });
    });
}

function site(text: string): string {
  const read = settingsId.safeParse(text);
  if (!read.success) throw new InvalidArgumentError('it is not the id of a site');
  return read.data;
}

function day(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
  if (!isDay) throw new InvalidArgumentError('it is not a day like 2026-11-30');
  return text;
}
