import type { Command } from 'commander';
import { readyMappings } from './call-mapping.ts';

/** What `calls import` is asked besides the file. */
export interface CallsImportChoices {
  readonly account: string;
  readonly mapping?: string;
  readonly dryRun?: true;
  readonly conversions?: true;
  readonly refused?: string;
}

/** Adds argument, options and help to the command. */
export function withCallsImportOptions(command: Command): Command {
  return command
    .description('import past calls from a CSV file; run it again to go on after an interruption')
    .argument('<file.csv>', 'a line of headers, then one call, or one leg of a call, a line')
    .requiredOption('--account <account>', 'the carrier account to which the calls belong, of whatever type')
    .option('--mapping <mapping>', `which column is what: a YAML or JSON file, or one of ${readyMappings.join(', ')}`)
    .option('--dry-run', 'only read the file, and say what is wrong with it')
    .option('--conversions', 'let rules make conversions of calls that began after the rule was made')
    .option('--refused <file>', 'write refused lines there too, as CSV that can be mended and imported again')
    .addHelpText(
      'after',
      `
Columns, in any order: id, leg, direction, from, to, startedAt, answeredAt, endedAt, answered, durationSeconds, waitSeconds,
talkSeconds, holdSeconds, agent, queue, endReason. Needed are startedAt and to. A mapping has other names and forms for them:
  columns: { id: Call ID, from: Caller, to: Number, startedAt: Date, talkSeconds: Talk }
  times: DD.MM.YYYY HH:mm:ss
  timeZone: Europe/Berlin
  country: DE
The same line again changes nothing: its id, or else who called whom and when, names it. What webhooks of the account told of the same id is
the same call. Calls are history unless --conversions is given: matched to the visits of their time, without conversions and events.
A dry run refuses just what the import would.
docs/carriers/import.md tells all of it.
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local)
Ends with 0 if all calls were taken, 1 if some were refused, 2 if the import could not be done.`,
    );
}
