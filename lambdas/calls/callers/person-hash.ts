import { createHmac, type KeyObject } from 'node:crypto';

/** Who a caller is to one site, without the number: a keyed hash. The same person is another one at another site. */
export function personHash(identityKey: KeyObject, site: string, number: string): string {
  return createHmac('sha256', identityKey).update(`${site}#${number}`).digest('base64url');
}
