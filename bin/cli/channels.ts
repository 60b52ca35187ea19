import { channels } from '../../lambdas/conditions/channels.ts';

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
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((cells) => cells[column]?.length ?? 0)));
  return [header, ...rows]
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
