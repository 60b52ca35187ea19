import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { conversionPrefix } from '../../../lambdas/conversions/conversion-items.ts';
import type { Receiver, Told } from '../../e2e/receiver.ts';

/** What stands of each conversion, as its last word says: under which call, and by whose click. */
interface Standing {
  readonly call: string;
  readonly click: string | undefined;
}

/** What a receiver is left with, beside what is so. */
export interface Compared {
  readonly open: number;
  /** Conversions that a receiver still counts, or does not, or counts for another click. */
  readonly wrong: number;
  /** Calls of which a receiver counts more than one. */
  readonly twice: number;
}

/** Holds what a webhook was told, taken in order of revisions, against the conversions that are open. */
export async function compareReceiver(
  receiver: Receiver,
  documents: DynamoDBDocumentClient,
  calls: string,
): Promise<Compared> {
  const counted = standing(receiver.told('hook'));
  const open = await openConversions(documents, calls);
  const ids = new Set([...counted.keys(), ...open.keys()]);
  const wrong = [...ids].filter((id) => counted.get(id)?.click !== open.get(id) || !counted.has(id) || !open.has(id));
  const byCall = Map.groupBy([...counted.values()], ({ call }) => call);
  return { open: open.size, wrong: wrong.length, twice: [...byCall.values()].filter((of) => of.length > 1).length };
}

function standing(told: readonly Told[]): Map<string, Standing> {
  const latest = new Map<string, Told>();
  for (const one of told) {
    const { id, revision } = one.data.conversion;
    if (revision > (latest.get(id)?.data.conversion.revision ?? 0)) latest.set(id, one);
  }
  return new Map(
    [...latest]
      .filter(([, { type }]) => type !== 'conversion.retracted')
      .map(([id, { data }]) => [id, { call: data.call.id, click: Object.values(data.visit?.clickIds ?? {})[0] }]),
  );
}

/** By id, with the click that has the credit; undefined for those that no click has. */
async function openConversions(documents: DynamoDBDocumentClient, calls: string) {
  const open = new Map<string, string | undefined>();
  const asked = { TableName: calls, ConsistentRead: true };
  for await (const { Items = [] } of paginateScan({ client: documents }, asked)) {
    for (const { sk, id, state, credit } of Items) {
      if (!String(sk).startsWith(conversionPrefix) || state !== 'open') continue;
      open.set(String(id), /^(?:gclid|msclkid):(.*)$/.exec(String(credit))?.[1]);
    }
  }
  return open;
}
