import type { StoredCall } from '../../calls/call-item.ts';
import type { Delivery } from '../../deliveries/delivery.ts';
import { redriveDelivery } from '../../deliveries/delivery-redrive-store.ts';
import { awaitsEmail, isNamedSince, namesOfCall } from '../../deliveries/news/unnamed.ts';
import { type EmailSources, emailOfCall } from '../../orders/emails/email-of-call.ts';

/**
 * Starts deliveries again that were skipped for want of a name, once the call is written and has one. Only for these something is read, and only
 * where one of them waits for an address. Twice is once: each attempt notes what it knew. `now` in ms.
 */
export async function retryUnnamed(
  unnamed: readonly Delivery[],
  call: StoredCall,
  sources: EmailSources,
  now: number,
): Promise<void> {
  if (unnamed.length === 0) return;
  const hasEmail = unnamed.some(awaitsEmail) && (await emailOfCall(sources, call, now)) !== undefined;
  const known = { names: namesOfCall(call), hasEmail };
  for (const delivery of unnamed) {
    if (isNamedSince(delivery, known)) await redriveDelivery(sources.calls, delivery, now);
  }
}
