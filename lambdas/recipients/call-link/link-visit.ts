import type { Device } from '../../attribution/device.ts';
import type { Slot } from '../../leases/slots/slot.ts';
import { claimsOf } from '../../page-api/page-tokens.ts';
import type { RecipientPool } from '../../settings/pools/recipient-pool.ts';
import { truncateVisit } from '../../visits/truncate-visit.ts';
import type { Visit } from '../../visits/visit.ts';
import type { Recipient } from '../recipient.ts';

/** The visit of a recipient who leased a number by their link: as that of any visitor from such a mail, and whose mail it was. */
export function linkVisit(
  { token, site, campaign, creative, recipient, params, consent, until }: Recipient,
  { source, medium }: RecipientPool,
  slot: Slot,
  { previousSeenAt, device }: { readonly previousSeenAt: number | undefined; readonly device: Device | undefined },
): Visit {
  const { visit, visitor, lease, pool, number, shownAt } = claimsOf(site, slot);
  return truncateVisit({
    visit,
    visitor,
    site,
    source,
    medium,
    campaign,
    ...(creative !== undefined && { content: creative }),
    touchAt: shownAt,
    shown: 'leased',
    pool,
    number,
    lease,
    shownAt,
    ...(previousSeenAt !== undefined && { previousSeenAt }),
    ...(params !== undefined && { params }),
    consent,
    recipient: { id: recipient, token, until },
    ...(device !== undefined && { device }),
  });
}
