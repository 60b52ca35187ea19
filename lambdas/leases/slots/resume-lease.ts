import type { Table } from '../../platform/aws/table.ts';
import { isOnProbation, type LeaseTimes, returnedUntil } from './lease-times.ts';
import type { Slot, SlotKey } from './slot.ts';
import { adoptLease, type Returned, returnLease } from './slot-transitions-store.ts';

/** What a visitor who comes back says they hold. */
export interface HeldLease extends SlotKey {
  readonly lease: string;
  readonly visitor: string;
  readonly shownAt: number;
  readonly leasedUntil: number;
}

export type Kept =
  | { readonly kind: 'kept'; readonly slot: Slot; readonly previousSeenAt: number }
  /** Somebody else holds the number now, or it is no longer in the pool. */
  | { readonly kind: 'lost' };

/** Each try is made with what the one before met, so a second is rare and a fourth means a fight with oneself. */
const mostTries = 4;

/**
 * A returning visitor takes their lease up again, run out or not, as long as nobody else got the number; if they hold it
 * under another lease (a second tab), that one goes on. One write, as a rule.
 */
export async function resumeLease(
  leases: Table,
  times: LeaseTimes,
  held: HeldLease,
  { visit, now }: { readonly visit: string; readonly now: number },
): Promise<Kept> {
  const back = (state: { leasedUntil: number; confirmed: boolean }) => ({
    visit,
    now,
    until: returnedUntil(times, state, now),
  });
  let outcome: Returned = await returnLease(
    leases,
    held,
    held.lease,
    back({ leasedUntil: held.leasedUntil, confirmed: !isOnProbation(times, held) }),
  );
  for (let tries = 1; tries < mostTries; tries++) {
    if (outcome.kind === 'returned') return { ...outcome, kind: 'kept' };
    const met: Slot | undefined = outcome.kind === 'longer' ? outcome.slot : sameVisitor(outcome, held.visitor);
    if (met === undefined) return { kind: 'lost' };
    outcome = await adoptLease(leases, held, held.visitor, back(met));
  }
  return outcome.kind === 'returned' ? { ...outcome, kind: 'kept' } : { kind: 'lost' };
}

function sameVisitor(outcome: Returned, visitor: string): Slot | undefined {
  return outcome.kind === 'held' && outcome.by.visitor === visitor ? outcome.by : undefined;
}
