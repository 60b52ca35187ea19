import type { KeyObject } from 'node:crypto';
import { personHash, personPartition } from './person-store.ts';

/** By what somebody is known to a site. Phone numbers in E.164 form, e-mail addresses in their normal one. */
export type PersonKey =
  | { readonly kind: 'phone'; readonly number: string }
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'click'; readonly name: string; readonly id: string }
  | { readonly kind: 'visitor'; readonly visitor: string }
  /** Those who are meant by one order of a source: its sale, its refunds, its cancellation. */
  | { readonly kind: 'order'; readonly source: string; readonly orderId: string }
  /** One event, and what cancels it. */
  | { readonly kind: 'event'; readonly source: string; readonly event: string };

/** The partition of who is known by a key: of a phone number that of its calls. Another one at each site. */
export function partitionOf(identityKey: KeyObject, site: string, key: PersonKey): string {
  return personPartition(site, personHash(identityKey, site, textOf(key)));
}

/** A phone number begins with `+`, and nothing else does. */
function textOf(key: PersonKey): string {
  switch (key.kind) {
    case 'phone':
      return key.number;
    case 'email':
      return JSON.stringify(['email', key.address]);
    case 'click':
      return JSON.stringify(['click', key.name, key.id]);
    case 'visitor':
      return JSON.stringify(['visitor', key.visitor]);
    case 'order':
      return JSON.stringify(['order', key.source, key.orderId]);
    case 'event':
      return JSON.stringify(['event', key.source, key.event]);
  }
}
