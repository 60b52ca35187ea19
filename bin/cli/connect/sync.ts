import { AssociatePhoneNumberContactFlowCommand } from '@aws-sdk/client-connect';
import { CliError } from '../cli-error.ts';
import { columns } from '../columns.ts';
import type { ManagementOptions } from '../management.ts';
import { showProgress } from '../progress.ts';
import { idOf } from './arn-id.ts';
import { type Differences, differences } from './differences.ts';
import { syncFallback } from './fallback-rows.ts';
import { type InstanceNumber, instanceNumbers } from './instance-numbers.ts';
import { leaselineNumbers } from './leaseline-numbers.ts';
import { connectRate, type PacedClient } from './paced-client.ts';
import { secondsFor } from './token-bucket.ts';

export interface SyncOptions {
  readonly client: PacedClient;
  readonly instanceArn: string;
  /** ARN of the stack's inbound flow. */
  readonly flow: string;
  /** ARN of the table of fall-back routes; undefined for a stack without one. */
  readonly fallbackTable: string | undefined;
  /** Shows what would be done, and does none of it. */
  readonly dryRun: boolean;
  readonly management: ManagementOptions;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * Attaches the flow to those numbers of the instance that are in Leaseline, writes where the calls of each go when the lookup fails, and shows what
 * differs. Numbers that Leaseline does not know are left as they are. Run again it goes on where it was stopped. Gives the exit code: 0, or 1 if
 * calls of some number of Leaseline do not come here.
 */
export async function syncNumbers(options: SyncOptions): Promise<number> {
  const { client, instanceArn, flow, dryRun, management, stdout, stderr } = options;
  stderr.write('reads the numbers of the instance and of Leaseline ...\n');
  const [instance, leaseline] = [await instanceNumbers(client, instanceArn), await leaselineNumbers(management)];
  const found = differences(instance, leaseline, flow);
  stdout.write(differencesText(found, flow, dryRun));
  if (dryRun) return found.attach.length > 0 ? 1 : 0;
  await attachAll(found.attach, options);
  const there = new Set(instance.map(({ number }) => number));
  const { fallbackTable: table } = options;
  const ours = leaseline.filter(({ number }) => there.has(number));
  if (table !== undefined) stdout.write(await syncFallback({ ...options, table, numbers: ours }));
  return 0;
}

async function attachAll(
  numbers: readonly InstanceNumber[],
  { client, instanceArn, flow, stderr }: SyncOptions,
): Promise<void> {
  if (numbers.length === 0) return;
  const seconds = secondsFor(numbers.length, connectRate);
  stderr.write(
    `attaches the flow to ${numbers.length} numbers: about ${seconds} s, as Amazon Connect takes ${connectRate.perSecond} requests a second\n`,
  );
  const progress = showProgress(stderr, numbers.length, 0, 'numbers');
  try {
    for (const [index, { id, number }] of numbers.entries()) {
      await attachFlow(client, { id, number }, { instanceArn, flow });
      progress.update(index + 1);
    }
  } finally {
    progress.stop();
  }
}

/** The calls of a number go through the flow from then on. Doing it again changes nothing. */
export async function attachFlow(
  client: PacedClient,
  { id, number }: Pick<InstanceNumber, 'id' | 'number'>,
  { instanceArn, flow }: { readonly instanceArn: string; readonly flow: string },
): Promise<void> {
  try {
    const names = { PhoneNumberId: id, InstanceId: idOf(instanceArn), ContactFlowId: idOf(flow) };
    await client.send(new AssociatePhoneNumberContactFlowCommand(names));
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new CliError(`the flow could not be attached to ${number}: ${reason}`, { cause: error });
  }
}

function differencesText(
  { right, attach, stray, others, elsewhere }: Differences,
  flow: string,
  dryRun: boolean,
): string {
  const rows = [
    ...attach.map(({ number, flow: other }) => [
      number,
      dryRun ? 'would be attached' : 'is attached',
      other === undefined ? 'it had no flow' : `it had the flow ${idOf(other)}`,
    ]),
    ...stray.map(({ number }) => [number, 'is left', 'its calls come here, but it is in no pool: they are nobody’s']),
    ...elsewhere.map(({ number, pool }) => [
      number,
      'is not here',
      `it is in pool ${pool}, and not of this instance: another carrier’s?`,
    ]),
  ];
  const lines = rows.length === 0 ? [] : [...columns(['number', 'what', 'why'], rows), ''];
  const counts = [
    `${right.length} numbers are right`,
    `${attach.length} ${dryRun ? 'would be' : 'are'} attached to ${idOf(flow)}`,
    `${stray.length} are unknown to Leaseline`,
    `${elsewhere.length} are not of this instance`,
    `${others.length} of the instance are for something else`,
  ];
  return `${[...lines, counts.join(', ')].join('\n')}\n`;
}
