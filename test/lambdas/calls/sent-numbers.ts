import { createSecretKey } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MatchSources } from '../../../lambdas/calls/match/gather-match-facts.ts';
import { type Recipient, recipientItemKey } from '../../../lambdas/recipients/recipient.ts';
import { recipientToken, visitorOfRecipient } from '../../../lambdas/recipients/recipient-token.ts';
import { poolItem, poolPointer } from '../../../lambdas/settings/item-key.ts';
import type { Visit } from '../../../lambdas/visits/visit.ts';
import { visitItemKey } from '../../../lambdas/visits/visit-key.ts';
import { giveRole } from './stores.ts';

const day = 24 * 3600_000;
const key = createSecretKey(Buffer.alloc(32, 7));

/** A number of the pool `mail`, of the site `shop`. */
export const mailed = '+12025550140';

/** The pool `mail` with its number; its numbers rest for a week. */
export async function putMailPool(sources: MatchSources, since: number, number = mailed): Promise<void> {
  const { documents, name } = sources.settings;
  const shown = { e164: '+12025550149', display: '(202) 555-0149', href: 'tel:+12025550149' };
  const pool = { id: 'mail', site: 'shop', kind: 'recipient', source: 'email', medium: 'email', version: 1, size: 1 };
  const item = { ...pool, defaultNumber: shown.e164, default: shown, shards: [50], restSeconds: 7 * 24 * 3600 };
  await documents.send(new PutCommand({ TableName: name, Item: { ...poolItem('shop', 'mail'), ...item } }));
  await documents.send(new PutCommand({ TableName: name, Item: { ...poolPointer('mail'), site: 'shop' } }));
  await giveRole(sources, number, { role: 'recipient', pool: 'mail', since, site: 'shop' });
}

/** The token of a recipient of the campaign `spring`. */
export const tokenOf = (recipient: string, campaign = 'spring') =>
  recipientToken(key, { site: 'shop', pool: 'mail', campaign, recipient });

/** A recipient who was sent the number, and the visit on it, as sending writes them. */
export function sentTo(id: string, sentAt: number, more: Partial<Recipient> = {}, number = mailed) {
  const { campaign = 'spring', until = sentAt + 30 * day, consent = { ads: false, analytics: true } } = more;
  const token = tokenOf(id, campaign);
  const visitor = visitorOfRecipient(token);
  const visit: Visit = {
    visit: `v-${id}-${campaign}`,
    visitor,
    site: 'shop',
    shownAt: sentAt,
    touchAt: sentAt,
    shown: 'leased',
    pool: 'mail',
    number,
    lease: `lease-${id}`,
    source: 'email',
    medium: 'email',
    campaign,
    ...(more.creative !== undefined && { content: more.creative }),
    recipient: { id, token, until },
    consent,
  };
  const recipient = { token, pool: 'mail', site: 'shop', recipient: id, sentAt, visitor, version: 1, ...more };
  return { token, visitor, visit, recipient: { ...recipient, campaign, until, consent, number } };
}

/** Sends the number to a recipient. */
export async function send({ visits }: Pick<MatchSources, 'visits'>, ...told: Parameters<typeof sentTo>) {
  const sent = sentTo(...told);
  const put = (Item: object) => visits.documents.send(new PutCommand({ TableName: visits.name, Item: { ...Item } }));
  await put({ ...recipientItemKey(sent.token), ...sent.recipient });
  await put({ ...visitItemKey(sent.visit), ...sent.visit });
  return sent;
}
