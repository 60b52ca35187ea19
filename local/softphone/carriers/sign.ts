import { createHmac, createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { CarrierAccount } from './carrier-accounts.ts';

/** A request to a hook, before it is signed. */
export interface Unsigned {
  readonly url: string;
  /** Of a form; missing: the body is JSON. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The first test vector of RFC 8032: no secret of anybody, for who plays Telnyx. */
const telnyxSeed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const telnyxKey = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${telnyxSeed}`, 'hex'),
  format: 'der',
  type: 'pkcs8',
});

/** The public key that an account of Telnyx must have here. */
export const telnyxPublicKey = createPublicKey(telnyxKey)
  .export({ format: 'der', type: 'spki' })
  .subarray(-32)
  .toString('base64');

/** The headers by which that account's carrier shows who it is; a sentence why it cannot. */
export function signatureOf(
  { type, secrets }: Omit<CarrierAccount, 'id'>,
  { url, fields = {}, body }: Unsigned,
  now: number,
): Readonly<Record<string, string>> | string {
  const timestamp = String(Math.floor(now / 1000));
  switch (type) {
    case 'twilio': {
      const names = Object.keys(fields).toSorted();
      const signed = url + names.map((name) => `${name}${fields[name]}`).join('');
      const signature = createHmac('sha1', secrets.authToken ?? '')
        .update(signed, 'utf8')
        .digest('base64');
      return { 'x-twilio-signature': signature };
    }
    case 'telnyx': {
      if (secrets.publicKey !== telnyxPublicKey) {
        return `The softphone signs for one key only: give the account the publicKey ${telnyxPublicKey}.`;
      }
      const signature = sign(null, Buffer.from(`${timestamp}|${body}`), telnyxKey).toString('base64');
      return { 'telnyx-timestamp': timestamp, 'telnyx-signature-ed25519': signature };
    }
    case 'generic': {
      const id = `msg_${randomUUID()}`;
      const signature = new Webhook(secrets.signing ?? '').sign(id, new Date(now), body);
      return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
    }
    default:
      return `The softphone does not play carriers of type ${type}.`;
  }
}
