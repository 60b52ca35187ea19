import { channels } from '../../lambdas/conditions/channels.ts';
import { columns } from './columns.ts';

/** The ready list of channels, for people or as JSON. */
export function channelsText(json = false): string {
  if (json) return `${JSON.stringify(channels(), undefined, 2)}\n`;
  const rows = channels().map(({ id, kind, source, medium, campaign, purpose }) => [
    id,
    kind,
    [source, medium, campaign].filter((part) => part !== undefined).join(' / '),
    purpose,
  ]);
  const header = ['channel', 'pool', 'source / medium / campaign', 'what it is for'];
  return columns(header, rows)
    .map((line) => `${line}\n`)
    .join('');
}
