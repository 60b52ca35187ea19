import { unpackItem } from '../../lambdas/calls/packed-item.ts';

/** The items of one call, as they lie in the table `Calls`. */
export interface StoredCall {
  readonly call: StoredView | undefined;
  readonly conversions: readonly StoredConversion[];
  readonly deliveries: readonly StoredDelivery[];
  /** Event ids. */
  readonly ledger: readonly string[];
}

interface StoredView {
  readonly status: string;
  readonly final: boolean;
  readonly talkSeconds?: number;
  readonly match: { readonly method: string; readonly reason?: string; readonly visit: { readonly id: string } | null };
}

export interface StoredConversion {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly revision: number;
  readonly value: { readonly minor: number; readonly currency: string };
  readonly destinations: readonly string[];
}

export interface StoredDelivery {
  readonly id: string;
  readonly conversion: string;
  readonly destination: string;
  readonly wanted: number;
  readonly sent: number;
  readonly attempted: number;
  readonly state: string;
  readonly reason?: string;
}

/** By call, from the items of the table. */
export function storedCalls(items: readonly Record<string, unknown>[]): ReadonlyMap<string, StoredCall> {
  const byCall = new Map<string, Record<string, unknown>[]>();
  for (const item of items) {
    const [kind, id = ''] = String(item.pk).split('#');
    if (kind === 'CALL') byCall.set(id, [...(byCall.get(id) ?? []), unpackItem(item)]);
  }
  return new Map([...byCall].map(([id, own]) => [id, storedCall(own)]));
}

function storedCall(items: readonly Record<string, unknown>[]): StoredCall {
  const of = <T>(kind: string) => items.filter(({ sk }) => String(sk).split('#')[0] === kind) as unknown as T[];
  return {
    call: of<StoredView>('CALL')[0],
    conversions: of('CONVERSION'),
    deliveries: of('DELIVERY'),
    ledger: of<{ event: string }>('LEDGER').map(({ event }) => event),
  };
}

/** Whether nothing more is to come of it by itself. */
export function isSettled(stored: StoredCall | undefined): boolean {
  if (stored?.call?.final !== true) return false;
  // The first attempt makes a delivery, and each one raises it to the revision that it tells.
  const isTold = ({ id, revision, destinations }: StoredConversion) =>
    destinations.every((destination) =>
      stored.deliveries.some(
        (one) => one.conversion === id && one.destination === destination && one.wanted >= revision,
      ),
    );
  return stored.conversions.every(isTold) && stored.deliveries.every((delivery) => isDecided(delivery));
}

/** What was said of an older revision does not hold for the one that is wanted now. */
export function isDecided({ wanted, attempted, state }: StoredDelivery): boolean {
  return attempted === wanted && state !== 'pending';
}
