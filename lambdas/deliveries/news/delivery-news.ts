import type { Conversion } from '../../conversions/conversion.ts';
import type { Delivery } from '../delivery.ts';
import type { Claim } from '../delivery-claim.ts';
import type { Abilities, DeliveryKind } from '../destinations/destination.ts';
import { isGivenBack, isTakenBackThere, mayBeTakenBackThere } from './taken-back.ts';

/**
 * What a revision is to a destination. `restores`: it counts again after it was, or may have been, taken back. `withdrawn`: the destination
 * has never heard of it, and need not. `taken-back`: it was told so already.
 */
export type News = { readonly kind: DeliveryKind; readonly restores?: true } | 'withdrawn' | 'taken-back';

type Can = Pick<Abilities, 'restate' | 'retract' | 'retractsRefunds' | 'retractsForGood' | 'adjusts' | 'dedupe'>;

/** Says it from what is known to have been told, and what may have been. */
export function newsOf(
  conversion: Conversion,
  { delivery, claim }: { readonly delivery: Delivery; readonly claim: Pick<Claim, 'unsure'> },
  can: Can,
): News {
  const { unsure } = claim;
  const isKnown = delivery.sent > 0 || unsure !== undefined;
  if (conversion.state === 'retired' || (isGivenBack(conversion) && can.retractsRefunds === true)) {
    if (!isKnown) return 'withdrawn';
    if (can.retract && unsure === undefined && isTakenBackThere(delivery)) return 'taken-back';
    return { kind: can.retract ? 'retract' : 'restate' };
  }
  if (isTakenBackThere(delivery)) {
    return can.retractsForGood === true ? { kind: 'new', restores: true } : { kind: 'restate', restores: true };
  }
  if (isFirst(conversion, delivery, unsure, can)) return { kind: 'new' };
  const restores = mayBeTakenBackThere(delivery, unsure);
  return { kind: 'restate', ...(restores && { restores }) };
}

/** Whether the destination is told of a conversion that it does not have, or of which it keeps what it was told first. */
function isFirst(
  { revision }: Pick<Conversion, 'revision'>,
  { sent, firstSent = 1 }: Pick<Delivery, 'sent' | 'firstSent'>,
  unsure: Delivery['unsure'],
  can: Pick<Can, 'restate' | 'adjusts' | 'dedupe'>,
): boolean {
  // The same revision again is what it was at first: a receiver must not find another message under the same id.
  const toldBefore = sent > 0 && firstSent < revision;
  const oldestUnsure = unsure?.oldest ?? unsure?.revision ?? revision;
  const maybeToldBefore = oldestUnsure < revision && revision > 1;
  // Others know the conversion again and keep what they got first: this value, if they got none. Who knows nothing again might count two.
  const isRestated = (can.restate && can.adjusts !== true) || can.dedupe === 'none';
  return !toldBefore && !(maybeToldBefore && isRestated);
}
