import { isNarrower } from '../../attribution/consent.ts';
import type { LeaseToErase } from '../../leases/slots/erase-holder.ts';
import { type ForgetDependencies, forgetSlot } from '../../page-api/forget-visits.ts';
import type { Visit } from '../../visits/visit.ts';
import { leaveMark, withdrawAds } from '../../visits/withdraw-store.ts';
import type { Recipient } from '../recipient.ts';
import { readRecipient } from '../recipient-store.ts';

/**
 * To be asked once a number that a link leased has its visit: whether who was sent it still allows that. Who allows less by now, and may have been looked for
 * before the visit was there, is forgotten here; of ads alone only the visit changes. `now` in ms.
 */
export async function stillAllows(
  { leases, visits, newId }: Pick<ForgetDependencies, 'leases' | 'visits' | 'newId'>,
  { token }: Pick<Recipient, 'token'>,
  { slot, visit }: { readonly slot: LeaseToErase; readonly visit: Visit },
  now: number,
): Promise<boolean> {
  const found = await readRecipient(visits, token);
  if (found === undefined || !isNarrower(visit.consent, found.consent)) return true;
  if (found.consent.analytics) {
    await withdrawAds(visits, visit, found.consent);
    return true;
  }
  await forgetSlot({ leases, newId }, slot);
  await leaveMark(visits, visit, now);
  return false;
}
