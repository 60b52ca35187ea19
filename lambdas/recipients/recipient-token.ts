import { createHash, createHmac, type KeyObject } from 'node:crypto';

/** What makes a recipient: the same ones are the same recipient, however often they are sent something. */
export interface RecipientIdentity {
  readonly site: string;
  readonly pool: string;
  readonly campaign: string;
  /** The sender's own id of them. */
  readonly recipient: string;
}

/** 128 bits as base64url; the last character has four of its bits spare. */
const tokenForm = /^([a-z0-9][a-z0-9-]{0,62})\.[\w-]{21}[AQgw]$/;

/**
 * The token of a recipient, `<pool>.<128 bits>`: always the same, and tells nobody who they are. The pool stands in clear, so that a link
 * that expired, or was altered, can still show its default number.
 */
export function recipientToken(identityKey: KeyObject, { site, pool, campaign, recipient }: RecipientIdentity): string {
  const identity = JSON.stringify(['leaseline recipient', site, pool, campaign, recipient]);
  const bits = createHmac('sha256', identityKey).update(identity).digest().subarray(0, 16);
  return `${pool}.${bits.toString('base64url')}`;
}

/** The pool that a token names; undefined for what cannot be a token. */
export function poolOfToken(token: string): string | undefined {
  return tokenForm.exec(token)?.[1];
}

/** The pool that something like a token begins with, however altered the rest of it is. */
export function poolOfAlteredToken(token: string): string | undefined {
  return /^([a-z0-9][a-z0-9-]{0,62})(\.|$)/.exec(token)?.[1];
}

/** The visitor that a recipient is, in the form of other visitors' ids. */
export function visitorOfRecipient(token: string): string {
  return derived('visitor', token);
}

/** The lease under which a recipient has a number: by it a write knows itself again. */
export function leaseOfRecipient(token: string): string {
  return derived('lease', token);
}

/** The visit that begins when a recipient is given a number. */
export function visitOfRecipient(token: string, number: string, shownAt: number): string {
  return derived('visit', token, number, String(shownAt));
}

/** 16 characters, as all ids of ours have. */
function derived(...from: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(from)).digest().subarray(0, 12).toString('base64url');
}
