import { field, listField } from '../fields.ts';
import type { Memory } from './lease/memory.ts';
import type { Post } from './post.ts';

/**
 * Tells the API who the visitor is, as the page says by `leaseline('identify', {email, ids})`, at any time, and by which mail they came: once there is a
 * number of their own, which nobody has without consent to analytics. What was said last on this page counts; it is told once for each number.
 * Returns what is to be called whenever the page shows another number.
 */
export function tellIdentity(memory: Memory, post: Post): () => void {
  let told: string | undefined;
  // As the page was asked for, and as it is called now; and the page before, where the visitor may not have had a number yet.
  const recipient = mailRecipient(
    performance.getEntriesByType('navigation')[0]?.name,
    location.href,
    document.referrer,
  );
  const tell = async () => {
    const remembered = memory.read();
    if (remembered?.state !== 'leased') return;
    const said = listField(window.leaseline, 'q')
      .filter((call) => field(call, '0') === 'identify')
      .pop();
    if (!said && !recipient) return;
    const about = { email: field(field(said, '1'), 'email'), ids: field(field(said, '1'), 'ids'), recipient };
    const text = JSON.stringify([remembered.number, about]);
    if (text === told) return;
    told = text;
    const reply = await post('/v1/visitor-identities', { lease: remembered.lease, ...about });
    // The next occasion tries again.
    if (!reply || reply.status >= 500) told = undefined;
  };
  const look = () => void tell();
  listField(window.leaseline, 'listeners').push(look);
  return look;
}

/**
 * The recipient by whose mail the visitor came, of the first address that names one: links in mails to a site have a token that says nothing to
 * anybody else. Nothing of it is kept with the page's address.
 */
export function mailRecipient(...addresses: readonly (string | undefined)[]): string | undefined {
  return /[?&#;]leaseline_recipient=([\w.-]+)/i.exec(addresses.join(' '))?.[1];
}
