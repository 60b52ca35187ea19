import type { Table } from '../../platform/aws/table.ts';
import type { DestinationKey } from '../../settings/destinations/destination-pause-store.ts';
import { readDestination } from '../../settings/destinations/destination-store.ts';
import { secretsPlace } from '../../settings/destinations/stored-destination.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import type { FactSources } from '../delivery-facts-store.ts';
import type { Tried } from './send-test.ts';

/** What a destination is tried out by, as it is stored now; undefined where this version knows it or its site not, or no more. */
export async function readTried(
  { settings, readSecrets }: { readonly settings: Table } & Pick<FactSources, 'readSecrets'>,
  { site: siteId, destination: id }: DestinationKey,
): Promise<Tried | undefined> {
  const [destination, site] = await Promise.all([readDestination(settings, siteId, id), readSite(settings, siteId)]);
  if (destination === undefined || destination === 'unknown' || site === undefined) return undefined;
  const place = secretsPlace(destination);
  return { destination, site, secrets: place === undefined ? {} : await readSecrets(place) };
}
