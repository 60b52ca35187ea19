import { type Command, InvalidArgumentError } from 'commander';
import { settingsId } from '../../../lambdas/settings/settings-id.ts';

/** What `orders import` is asked besides the file. */
export interface OrdersImportChoices {
  readonly site: string;
  readonly map?: string;
  readonly dryRun?: true;
  readonly refused?: string;
}

/** Adds argument, options and help to the command. */
export function withOrdersImportOptions(command: Command): Command {
  return command
    .description('report the orders of a CSV file; run it again to go on after an interruption')
    .argument('<file.csv>', 'a line of headers, then one sale, refund or cancellation a line')
    .requiredOption('--site <site>', 'the site to which what was sold belongs', siteId)
    .option('--map <map.json>', 'which column is what, and what stands in it')
    .option('--dry-run', 'only read the file, and say what is wrong with it')
    .option('--refused <file>', 'write refused lines there too, as CSV that can be mended and imported again')
    .addHelpText(
      'after',
      `
Columns, in any order: eventId or orderId; kind (sale, refund or cancel; default sale), amount, currency, occurredAt, outcome;
and by what the call is found: call, phone, email, gclid or another click id. Line items: sku, itemName, quantity, itemAmount; each
further one on a line of its own that has the same eventId, or else kind and orderId. A map has other names and words for them:
  { "columns": { "orderId": "No.", "amount": "Total", "phone": "Telefon" }, "kinds": { "Storno": "cancel", "offen": "skip" },
    "decimal": ",", "timeZone": "Europe/Berlin", "country": "DE", "currency": "EUR" }
Times are written 2026-01-31, 2026-01-31 14:30 or 2026-01-31T14:30:00+01:00; amounts 1299.50 or 1,299.50.
The same line again changes nothing: its eventId, or else kind and orderId, name it. Of an order whose lines stand together, two items
that are the same are two.
A dry run refuses what the import would, but for events that were reported before with other content, which only the API knows.
Environment: LEASELINE_URL (default http://localhost:8787), LEASELINE_KEY (default local)
Ends with 0 if all lines were taken, 1 if some were refused, 2 if the import could not be done.`,
    );
}

function siteId(text: string): string {
  if (!settingsId.safeParse(text).success) throw new InvalidArgumentError('it is not a site id');
  return text;
}
