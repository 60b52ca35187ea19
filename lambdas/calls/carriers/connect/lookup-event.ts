import { type Ignored, type LegFields, noted } from '../../observation.ts';
import type { ParsedPayload } from '../parsed-payload.ts';
import { readPart } from '../payload-part.ts';
import { contactIds } from './contact-ids.ts';
import { contactKind } from './contact-kind.ts';
import { callerFields, trackedNumberField } from './endpoints.ts';
import { keptFields } from './kept-attributes.ts';

/**
 * The event that a flow hands to its lookup function, when the phone rings. It has no time of its own, so `receivedAt` (ms)
 * is its version; it says no `startedAt`, since the flow may have run for a while and asks again after an error.
 */
export function parseConnectLookup(payload: unknown, receivedAt: number): ParsedPayload {
  const ignored: Ignored[] = [];
  const details = readPart(payload, ignored).part('Details');
  const contact = details.part('ContactData');
  if (!contact.present) return { malformed: 'the event has no Details.ContactData' };
  const kind = contactKind(contact, { asked: true });
  if ('ignored' in kind || 'malformed' in kind) return kind;
  const ids = contactIds(contact, ignored);
  if (ids === undefined) return { malformed: 'the event has no ContactId' };
  const { previousLeg, ...named } = ids;
  const queue = contact.part('Queue');
  const fields: LegFields = {
    ...callerFields(contact, kind),
    ...trackedNumberField(contact.part('SystemEndpoint').text('Address'), kind, ignored),
    direction: kind.direction,
    initiation: kind.initiation,
    previousLeg,
    queue: queue.line('Name') ?? queue.text('ARN'),
    ...keptFields(contact.part('Attributes'), ignored),
    // What the flow itself hands over, as the keys of a menu, is newer than what it kept.
    ...keptFields(details.part('Parameters'), ignored, 'Parameters'),
  };
  const version = new Date(receivedAt).toISOString();
  return {
    observations: [{ ...named, carrier: 'connect', source: 'lookup', version, fields, ...noted(ignored) }],
  };
}
