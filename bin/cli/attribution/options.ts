import { type Command, InvalidArgumentError } from 'commander';
import type { SourceBefore } from '../../../lambdas/attribution/explain-attribution.ts';

/** What `attribution explain` is asked besides the address. */
export interface AttributionExplainOptions {
  readonly referrer?: string;
  readonly before?: Pick<SourceBefore, 'source' | 'medium'>;
  readonly daysAgo: number;
  readonly site?: string;
  readonly json?: true;
}

/** Adds the options to the command. */
export function withAttributionExplainOptions(command: Command): Command {
  return command
    .option('--referrer <url>', 'the page with the link, as browsers tell it')
    .option('--before <source/medium>', 'what brought the visitor last, like google/cpc', sourceBefore)
    .option('--days-ago <days>', 'when that was', daysAgo, 1)
    .option('--site <site>', 'by the settings of this site, and to which pool it leads; asks the API')
    .option('--json', 'print JSON');
}

function sourceBefore(text: string): Pick<SourceBefore, 'source' | 'medium'> {
  const [source = '', medium = '', ...others] = text.split('/').map((part) => part.trim());
  if (source === '' || medium === '' || others.length > 0) {
    throw new InvalidArgumentError('it is not a source and a medium with a slash between them, like google/cpc');
  }
  return { source, medium };
}

function daysAgo(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('it is not 0 to 999');
  return Number(text);
}
