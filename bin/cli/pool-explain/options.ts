import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Device } from '../../../lambdas/attribution/device.ts';
import { poolCondition } from '../../../lambdas/conditions/condition-settings.ts';

/** What `pool explain` is asked besides the address. */
export interface PoolExplainOptions {
  readonly site: string;
  readonly referrer?: string;
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  readonly device?: Device;
  readonly userAgent?: string;
  readonly robot?: true;
  readonly target: string;
  readonly json?: true;
}

const { country, region } = poolCondition.shape;

/** Adds the options to the command. */
export function withPoolExplainOptions(command: Command): Command {
  return command
    .requiredOption('--site <site>', 'the site whose pools are asked')
    .option('--referrer <url>', 'the page with the link')
    .option('--country <code>', 'where the visitor is, like DE', read(country, 'it must be an ISO 3166 code, like DE'))
    .option('--region <code>', 'like DE-BY', read(region, 'it must be an ISO 3166-2 code, like DE-BY'))
    .option('--city <name>', 'in English, like Munich')
    .addOption(
      new Option('--device <kind>', 'instead of --user-agent')
        .choices(['desktop', 'mobile', 'tablet'])
        .conflicts('userAgent'),
    )
    .option('--user-agent <text>', 'what the browser calls itself; robots are told by it')
    .option('--robot', 'as a robot')
    .option('--target <name>', "which of the page's numbers", 'main')
    .option('--json', 'print JSON');
}

/** An option's text if it fits, or the sentence that refuses it. */
function read(
  schema: { safeParse(text: string): { readonly success: boolean } },
  sentence: string,
): (text: string) => string {
  return (text) => {
    if (!schema.safeParse(text).success) throw new InvalidArgumentError(sentence);
    return text;
  };
}
