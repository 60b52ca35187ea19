import {
  ClaimPhoneNumberCommand,
  DescribePhoneNumberCommand,
  type PhoneNumberCountryCode,
  type PhoneNumberType,
  SearchAvailablePhoneNumbersCommand,
} from '@aws-sdk/client-connect';
import type { PacedClient } from '../paced-client.ts';
import type { Clock } from '../token-bucket.ts';
import { type Refusal, readRefusal, slow } from './claim-refusal.ts';
import type { Claim } from './claim-state.ts';

/** Which numbers are wanted. */
export interface Wanted {
  readonly instanceArn: string;
  readonly country: PhoneNumberCountryCode;
  readonly type: PhoneNumberType;
  /** E.164 as far as it is given, like +1206. */
  readonly prefix: string | undefined;
}

/** So many the service shows at once. */
const mostShown = 10;

/** Numbers that can be claimed now; another customer may be faster. */
export async function searchNumbers(client: PacedClient, wanted: Wanted): Promise<string[]> {
  const { AvailableNumbersList = [] } = await client.send(
    new SearchAvailablePhoneNumbersCommand({
      TargetArn: wanted.instanceArn,
      PhoneNumberCountryCode: wanted.country,
      PhoneNumberType: wanted.type,
      PhoneNumberPrefix: wanted.prefix,
      MaxResults: mostShown,
    }),
  );
  return AvailableNumbersList.flatMap(({ PhoneNumber: number }) => number ?? []);
}

/** Asks for a number; with the same token any number of times. Gives its id: whether it is ours is known later. */
export async function askForNumber(
  client: PacedClient,
  { instanceArn }: Wanted,
  { number, token }: Claim,
  description: string,
): Promise<{ readonly id: string } | Refusal> {
  try {
    const { PhoneNumberId: id } = await client.send(
      new ClaimPhoneNumberCommand({
        TargetArn: instanceArn,
        PhoneNumber: number,
        PhoneNumberDescription: description,
        ClientToken: token,
      }),
    );
    return id === undefined ? { kind: 'failed', reason: 'the answer names no number' } : { id };
  } catch (error) {
    return refusalOf(error);
  }
}

/** Longest time that a claim takes, ms, and the pause between two looks. */
const [longest, pause] = [120_000, 2000];

/** Waits until the number is ours, or it is known that it will not be. */
export async function awaitNumber(
  client: PacedClient,
  { id, number }: { readonly id: string; readonly number: string },
  clock: Clock,
): Promise<'claimed' | Refusal> {
  const until = clock.now() + longest;
  for (;;) {
    const status = await statusOf(client, id);
    if (status === undefined) return { kind: 'failed', reason: 'Amazon Connect does not know the number that it gave' };
    if (status.Status === 'CLAIMED') return 'claimed';
    if (status.Status === 'FAILED') return readRefusal('', status.Message ?? 'the claim failed without a reason');
    if (clock.now() >= until) return { kind: 'stop', stop: slow(number, status.Status ?? 'without a state') };
    await clock.sleep(pause);
  }
}

async function statusOf(client: PacedClient, id: string) {
  try {
    const { ClaimedPhoneNumberSummary: summary } = await client.send(
      new DescribePhoneNumberCommand({ PhoneNumberId: id }),
    );
    return summary?.PhoneNumberStatus ?? {};
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Error) || !('$fault' in error) || error.$fault !== 'client') throw error;
  return readRefusal(error.name, error.message);
}
