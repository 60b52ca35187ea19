import type { Ignored } from '../../observation.ts';
import type { Part } from '../payload-part.ts';

const contactId = /^[\w.:-]{1,200}$/;

/** The call that a contact belongs to, and the contact itself, which is one leg of it. */
export interface ContactIds {
  readonly call: string;
  readonly leg: string;
}

/**
 * A call is named by its first contact: `InitialContactId`, which records leave null and events leave out on the first
 * contact itself. Undefined when there is no contact id.
 */
export function contactIds(contact: Part, ignored: Ignored[], elsewhere?: string): ContactIds | undefined {
  const leg = contact.text('ContactId') ?? elsewhere;
  if (leg === undefined || !contactId.test(leg)) return undefined;
  return { call: otherContactId(contact, 'InitialContactId', ignored) ?? leg, leg };
}

/** Another contact that this one names. */
export function otherContactId(contact: Part, name: string, ignored: Ignored[]): string | undefined {
  const id = contact.text(name);
  if (id === undefined || contactId.test(id)) return id;
  ignored.push({ what: name, reason: 'not a contact id' });
  return undefined;
}
