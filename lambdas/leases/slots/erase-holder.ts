import type { Table } from '../../platform/aws/table.ts';
import type { SlotKey } from './slot.ts';
import { forgetLease } from './slot-transitions-store.ts';

/** A lease whose visitor is to be forgotten. */
export interface LeaseToErase extends SlotKey {
  readonly lease: string;
  readonly visitor: string;
}

/** Each try goes by what the one before met; a third means that the visitor is just coming back in another tab. */
const mostTries = 3;

/**
 * Takes the visitor off their slot, under whatever lease they hold it (a second tab may have got another). A slot that is somebody
 * else's stays as it is. True when nothing there names the visitor any more.
 */
export async function eraseHolder(leases: Table, held: LeaseToErase, newId: () => string): Promise<boolean> {
  let { lease } = held;
  for (let tries = 0; tries < mostTries; tries++) {
    const outcome = await forgetLease(leases, held, { lease, fresh: newId() });
    if (outcome.kind === 'forgotten' || outcome.kind === 'missing') return true;
    const { by } = outcome;
    if (by.visitor !== held.visitor || by.lease === undefined) return true;
    lease = by.lease;
  }
  return false;
}
