import type { AccountLine } from './account.ts';
import type { CallEvidence } from './call-evidence.ts';
import type { DeadLetter } from './dead-letters.ts';
import type { Evidence } from './evidence.ts';
import type { ReceivedConversion } from './received-values.ts';
import type { Stored } from './stored.ts';

export const say = (text: string): void => void process.stdout.write(`${text}\n`);

export interface Account {
  readonly lines: readonly AccountLine[];
  readonly evidence: Evidence;
  readonly calls: CallEvidence;
  readonly stored: Stored;
  readonly received: ReadonlyMap<string, ReceivedConversion>;
  readonly deadLetters: readonly DeadLetter[];
  readonly poolSize: number;
}

/** Prints every line of the account, what is behind it, and where it does not balance. */
export function print({ lines, evidence, calls, stored, received, deadLetters, poolSize }: Account): void {
  say(`\nThe account, over a pool of ${poolSize} numbers:\n`);
  const width = Math.max(...lines.map((line) => line.claim.length));
  say(`${''.padEnd(width)}  checked  broken`);
  for (const { claim, checked, broken } of lines) {
    say(`${claim.padEnd(width)}  ${String(checked).padStart(7)}  ${String(broken.length).padStart(6)}`);
  }
  for (const sentence of lines.flatMap((line) => line.broken.slice(0, 5))) say(`  - ${sentence}`);

  const deliveries = [...stored.calls.values()].flatMap((call) => call.deliveries);
  const repeated = [...received.values()].reduce((sum, conversion) => sum + conversion.repeated, 0);
  say(`\nTaken by the run: ${calls.lookups} lookups, ${calls.events} events, ${calls.records} records`);
  say(
    `Deliveries: ${tally(deliveries.map(({ state }) => state))}; receivers knew ${repeated} requests already, by their id`,
  );
  const parked = deliveries.filter(({ state }) => state === 'parked');
  if (parked.length > 0) say(`Parked: ${tally(parked.map(({ reason = 'without a reason' }) => reason))}`);
  if (deadLetters.length > 0)
    say(`Given up and put back: ${tally(deadLetters.map(({ kind, reason }) => `${kind} (${reason})`))}`);
  const troubles = [...evidence.troubles].map(([reason, times]) => `${reason} ${times} times`);
  say(`What kept visitors from an answer: ${troubles.join(', ')}`);
}

function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}
