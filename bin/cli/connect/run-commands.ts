import { setTimeout as sleep } from 'node:timers/promises';
import { PhoneNumberCountryCode } from '@aws-sdk/client-connect';
import { explainAws } from '../aws/explain-aws.ts';
import { CliError } from '../cli-error.ts';
import type { ManagementOptions } from '../management.ts';
import { type StackPlace, stackOfStage } from '../stage-place.ts';
import { claimNumbers } from './claim/claim.ts';
import { runFlowTests } from './flow-tests.ts';
import type { ClaimChoices, StackOptions } from './options.ts';
import { pacedClient } from './paced-client.ts';
import { type ConnectStack, connectStack } from './stack-outputs.ts';
import { syncNumbers } from './sync.ts';

/** `connect sync`. Each gives the exit code. */
export function sync(
  { dryRun = false, ...stack }: StackOptions & { dryRun?: boolean },
  management: ManagementOptions,
): Promise<number> {
  return withConnect(stack, management, ({ fallbackTable, ...connected }) =>
    syncNumbers({ ...connected, fallbackTable, dryRun }),
  );
}

/** `connect claim` */
export function claim(
  { pool, count, country, type, prefix, state, ...stack }: ClaimChoices,
  management: ManagementOptions,
): Promise<number> {
  const known = Object.values(PhoneNumberCountryCode).find((code) => code === country);
  if (known === undefined) throw new CliError(`--country ${country}: Amazon Connect knows no such country`);
  return withConnect(stack, management, ({ instanceArn, ...connected }) =>
    claimNumbers({
      ...connected,
      pool,
      count,
      wanted: { instanceArn, country: known, type, prefix },
      stateFile: state ?? `connect-claim-${pool}.progress`,
    }),
  );
}

/** `connect test` */
export function test(stack: StackOptions, management: ManagementOptions): Promise<number> {
  return withConnect(stack, management, runFlowTests);
}

type Connected = Omit<ConnectStack, 'region'> & {
  readonly client: ReturnType<typeof pacedClient>;
  readonly clock: typeof clock;
  readonly management: ManagementOptions;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
};

const clock = { now: () => Date.now(), sleep: (milliseconds: number) => sleep<void>(milliseconds) };

async function withConnect<Result>(
  { stack, stage }: StackOptions,
  management: ManagementOptions,
  work: (connected: Connected) => Promise<Result>,
): Promise<Result> {
  const place: StackPlace = stage === undefined ? { stack } : stackOfStage(stage);
  const { region, ...found } = await connectStack(place).catch(explainAws);
  const { stdout, stderr } = process;
  const client = pacedClient({
    ...(region !== undefined && { region }),
    clock,
    onWait: (reason, wait) => void stderr.write(`Amazon Connect ${reason}; again in ${Math.ceil(wait / 1000)} s\n`),
  });
  try {
    return await work({ ...found, client, clock, management, stdout, stderr }).catch(explainAws);
  } finally {
    client.close();
  }
}
