import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { callKey, readStoredCall, type StoredCall } from '../calls/call-item.ts';
import { type Conversion, conversion as conversionSchema } from '../conversions/conversion.ts';
import { conversionKey } from '../conversions/conversion-items.ts';
import { type StoredEvent, storedEvent } from '../events/event.ts';
import { eventKey } from '../events/event-items.ts';
import { readIfKnown } from '../platform/aws/stored-item.ts';
import type { Table } from '../platform/aws/table.ts';
import type { StoredThrottle } from '../settings/destinations/destination-pause.ts';
import { readDestination } from '../settings/destinations/destination-store.ts';
import { type StoredDestination, secretsPlace } from '../settings/destinations/stored-destination.ts';
import type { Site } from '../settings/sites/site.ts';
import { readSite } from '../settings/sites/stored-site-store.ts';
import type { Delivery } from './delivery.ts';

/** Everything that a request is made of, as it is now. What is undefined is not there any more. */
export interface DeliveryFacts {
  /** What is told: a conversion, or an event. */
  readonly conversion?: Conversion | undefined;
  readonly event?: StoredEvent | undefined;
  readonly call: StoredCall | undefined;
  readonly site: Site | undefined;
  /** The address of who called; read only for a kind of destination that takes one. */
  readonly email?: string | undefined;
  readonly destination:
    | Pick<StoredDestination, 'type' | 'settings' | 'version' | 'paused' | 'account' | keyof StoredThrottle>
    | undefined;
  /** Those that were given for these very settings; undefined when they are not to be had now. */
  readonly secrets: Readonly<Record<string, string>> | undefined;
  /** Where they lie. */
  readonly secretsAt?: string | undefined;
}

/** Where the facts of a delivery are read. */
export interface FactSources {
  /** The address of who called, where that kind of destination takes one. */
  readonly readEmail?: (type: string, call: StoredCall) => Promise<string | undefined>;
  readonly settings: Table;
  readonly calls: Table;
  readonly readSecrets: (place: string) => Promise<Readonly<Record<string, string>> | undefined>;
}

/**
 * Reads them consistently: what is sent must not be older than what is wanted. `unknown` when a newer version wrote any of them.
 */
export async function readDeliveryFacts(
  { settings, calls, readSecrets, readEmail }: FactSources,
  { call, site, destination, conversion: conversionId, event: eventId }: Delivery,
): Promise<DeliveryFacts | 'unknown'> {
  const read = async (Key: Record<string, string>) => {
    const { Item } = await calls.documents.send(new GetCommand({ TableName: calls.name, Key, ConsistentRead: true }));
    return Item;
  };
  // One item says settings and which secrets go with them: no others are ever read with it.
  const withSecrets = async () => {
    const stored = await readDestination(settings, site, destination);
    const place = stored && stored !== 'unknown' ? secretsPlace(stored) : undefined;
    return { stored, place, secrets: place === undefined ? {} : await readSecrets(place) };
  };
  const subjectKey =
    eventId === undefined ? conversionKey({ call, id: conversionId ?? '' }) : eventKey({ call, id: eventId });
  const [subjectItem, callItem, storedSite, { stored, place, secrets }] = await Promise.all([
    read(subjectKey),
    read(callKey(call)),
    readSite(settings, site),
    withSecrets(),
  ]);
  const subject = subjectItem && readSubject(subjectItem, eventId !== undefined);
  const storedCall = callItem && readStoredCall(callItem);
  const isCallUnknown = callItem !== undefined && storedCall === undefined;
  if (isCallUnknown || stored === 'unknown' || (subjectItem !== undefined && subject === undefined)) return 'unknown';
  const email = stored && storedCall && (await readEmail?.(stored.type, storedCall));
  return { ...subject, call: storedCall, site: storedSite, email, destination: stored, secrets, secretsAt: place };
}

function readSubject(
  item: Readonly<Record<string, unknown>>,
  isEvent: boolean,
): Pick<DeliveryFacts, 'conversion' | 'event'> | undefined {
  if (isEvent) {
    const event = readIfKnown(storedEvent, item);
    return event && { event };
  }
  const conversion = readIfKnown(conversionSchema, item);
  return conversion && { conversion };
}
