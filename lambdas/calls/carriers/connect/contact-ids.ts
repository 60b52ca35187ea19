import type { Ignored } from '../../observation.ts';
import type { Part } from '../payload-part.ts';

/** What may be in an id of a contact: it becomes a part of keys and addresses. */
export const contactIdForm = /^[\w.:-]{1,200}$/;

/** The call that a contact says it belongs to, the contact itself, which is one leg of it, and the one that it came from. */
export interface ContactIds {
  readonly call: string;
  readonly leg: string;
  readonly previousLeg: string | undefined;
}

/**
 * A call is named by its first contact: `InitialContactId`, which records leave null and events leave out on the first contact
 * itself, and lookups fill with that contact's own id. A contact that names only the one before it, `PreviousContactId`, belongs to
 * that one's call, whichever that is. Undefined when there is no contact id.
 */
export function contactIds(contact: Part, ignored: Ignored[], elsewhere?: string): ContactIds | undefined {
  const leg = contact.text('ContactId') ?? elsewhere;
  if (leg === undefined || !contactIdForm.test(leg)) return undefined;
  const initial = otherContactId(contact, 'InitialContactId', ignored);
  const previous = otherContactId(contact, 'PreviousContactId', ignored);
  // A first contact has none before it, and none comes before itself.
  const previousLeg = initial === leg || previous === leg ? undefined : previous;
  return { call: initial ?? previousLeg ?? leg, leg, previousLeg };
}

/** Another contact that this one names. */
export function otherContactId(contact: Part, name: string, ignored: Ignored[]): string | undefined {
  const id = contact.text(name);
  if (id === undefined || contactIdForm.test(id)) return id;
  ignored.push({ what: name, reason: 'not a contact id' });
  return undefined;
}
