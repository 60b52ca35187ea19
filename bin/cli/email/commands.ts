import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ManagementOptions } from '../management.ts';
import { type EmailNumbersChoices, emailNumbers } from './email-numbers.ts';
import { emailTools } from './merge-fields.ts';
import { untilOf } from './until.ts';

/** Adds `email numbers`. */
export function addEmailCommands(program: Command, management: () => ManagementOptions): void {
  program
    .command('email')
    .description('numbers for the recipients of mails')
    .command('numbers')
    .description('give each recipient of a CSV file a number; run it again to go on after an interruption')
    .argument('<recipients.csv>', 'a line of headers, then one recipient a line')
    .requiredOption('--pool <pool>', 'the pool of kind recipient that has the numbers')
    .requiredOption('--campaign <campaign>', 'the campaign; the same recipient keeps the number that it had in it')
    .option('--creative <creative>', 'what the mail looks like, where a column "creative" does not say it')
    .option(
      '--until <when>',
      'how long numbers stay with their recipients: 30d, 12h, a time with its zone, or the end of a day by the clocks of the site',
      until,
      '30d',
    )
    .option('--allow-ads', 'all of them agreed that ad platforms are told of their calls')
    .addOption(
      new Option('--tool <tool>', 'the e-mail tool whose merge fields the new columns are named for')
        .choices(emailTools)
        .default('plain'),
    )
    .option(
      '--out <file>',
      'the file to import there (default: <recipients>.numbers.csv; must be said where the list comes from a pipe)',
    )
    .option('--refused <file>', 'write refused lines there too, as CSV that can be mended and given again')
    .option('--id-column <column>', 'the column of their ids (default: id, or what e-mail tools call it)')
    .option('--email-column <column>', 'the column of their addresses (default: email, or what e-mail tools call it)')
    .option('--creative-column <column>', 'the column of creatives (default: creative)')
    .option('--param <column...>', 'columns that are kept with the recipient')
    .addHelpText('after', help)
    .action(async (file: string, options: EmailNumbersChoices) => {
      const { stdout, stderr } = process;
      process.exitCode = await emailNumbers({ ...options, file, management: management(), stdout, stderr });
    });
}

const help = `
The list is in UTF-8, or in UTF-16 with a byte order mark; commas, semicolons or tabs part its cells, and those of the output.
The output has all columns of the list, and after them number, display, href (tel:), link, picture, query (to be appended to links to the
site), default (yes: not a number of their own) and until, named for the tool: leaseline_number; in capitals for Brevo; LL_NUMBER for
Mailchimp. Recipients for whom the pool has no number left get its default number, and a link that leases one when it is opened.
--until 2027-01-31 is 23:59:59 of that day in the time zone of the pool's site; 2027-01-31T18:00:00+01:00 is that moment.
Giving numbers again to the same recipients of the same campaign gives the same ones. Each line that is refused says why, and the rest goes on.
docs/email/ tells how to import the file and what to write into a template. For example:
  npm run cli -- email numbers recipients.csv --pool newsletter --campaign spring --until 2027-01-31 --tool klaviyo
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local)
Ends with 0 if all recipients are in the output, 1 if lines were refused, 2 if it could not be done.`;

/** Where days end last: the site, whose clocks count, is not known yet. */
const lastZone = 'Etc/GMT+12';

function until(text: string): string {
  if (untilOf(text, Date.now(), lastZone) === undefined) {
    throw new InvalidArgumentError(
      'it is neither a time from now, like 30d, nor a time to come, like 2030-01-31 or 2030-01-31T18:00:00+01:00',
    );
  }
  return text;
}
