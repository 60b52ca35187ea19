import { badRequest, conflict, type FieldError } from '../platform/problem.ts';
import type { Table } from '../platform/table.ts';
import { type TransactItem, transact } from '../platform/transact.ts';
import { destinationItem } from '../settings/item-key.ts';
import { nextVersion, overtaken, untilSettled } from '../settings/rounds.ts';
import { announce } from '../settings/site-members.ts';
import { readStoredSite } from '../settings/stored-site-store.ts';
import type { DestinationSettings } from './destination-settings.ts';
import { findDestination } from './destination-store.ts';
import type { StoredDestination } from './stored-destination.ts';

/** What is needed to keep a destination. */
export interface DestinationParts {
  readonly settings: Table;
  readonly keepSecrets: (id: string, secrets: Readonly<Record<string, string>>) => Promise<void>;
  /** Why a destination must not lie at the address; undefined when it may. */
  readonly refusal: (address: string) => Promise<string | undefined>;
}

/**
 * Creates or replaces a destination; secrets that are not given again are kept. Throws 400 for an unknown site, an address where
 * destinations must not lie and missing secrets, 409 for moving a destination to another site or type.
 */
export function putDestination(
  parts: DestinationParts,
  id: string,
  wanted: DestinationSettings,
  now: number,
): Promise<{ readonly created: boolean; readonly destination: StoredDestination }> {
  const { settings } = parts;
  return untilSettled(async () => {
    const [before, site] = await Promise.all([findDestination(settings, id), readStoredSite(settings, wanted.site)]);
    refuseMove(id, before, wanted);
    if (site === undefined) {
      throw badRequest(`there is no site ${wanted.site}`, [{ field: 'site', detail: 'is not a known site' }]);
    }
    if (before === undefined && wanted.secrets === undefined && wanted.needsSecrets) {
      throw badRequest('the destination needs secrets', [{ field: 'secrets', detail: 'must be given' }]);
    }
    await refuseAddresses(wanted, parts);
    const destination: StoredDestination = {
      id,
      site: wanted.site,
      type: wanted.type,
      settings: wanted.settings,
      secretNames: await keptSecrets(id, before, wanted, parts),
      version: nextVersion(before, now),
    };
    const failed = await transact(settings.documents, [
      writeUnchanged(settings.name, before, destination),
      ...(before === undefined ? announce(settings.name, 'destinations', destination) : []),
    ]);
    return failed.length === 0 ? { created: before === undefined, destination } : overtaken;
  });
}

function refuseMove(id: string, before: StoredDestination | undefined, wanted: DestinationSettings): void {
  if (before === undefined) return;
  if (before.site !== wanted.site) {
    throw conflict(`destination ${id} belongs to another site`, [{ field: 'site', detail: 'cannot be changed' }]);
  }
  if (before.type !== wanted.type) {
    throw conflict(`destination ${id} is of type ${before.type}`, [{ field: 'type', detail: 'cannot be changed' }]);
  }
}

async function refuseAddresses({ addresses }: DestinationSettings, { refusal }: DestinationParts): Promise<void> {
  const checked = await Promise.all(
    Object.entries(addresses).map(async ([field, address]): Promise<FieldError[]> => {
      const detail = await refusal(address);
      return detail === undefined ? [] : [{ field: `settings.${field}`, detail }];
    }),
  );
  const errors = checked.flat();
  if (errors.length > 0) throw badRequest('a destination must not lie at this address', errors);
}

/** Secrets are kept before the settings that need them, so that no destination is without. */
async function keptSecrets(
  id: string,
  before: StoredDestination | undefined,
  { secrets }: DestinationSettings,
  { keepSecrets }: DestinationParts,
): Promise<string[]> {
  if (secrets === undefined) return before?.secretNames ?? [];
  const names = Object.keys(secrets).sort();
  if (names.length > 0) await keepSecrets(id, secrets);
  return names;
}

/** An update rather than a put: which rules name the destination stays as it is. */
function writeUnchanged(
  table: string,
  before: StoredDestination | undefined,
  { id, site, ...fields }: StoredDestination,
): TransactItem {
  const present = Object.entries({ id, site, ...fields }).filter(([, value]) => value !== undefined);
  const unchanged = before === undefined ? 'attribute_not_exists(pk)' : '#version = :seen';
  return {
    Update: {
      TableName: table,
      Key: destinationItem(site, id),
      UpdateExpression: `SET ${present.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: unchanged,
      ExpressionAttributeNames: Object.fromEntries(present.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(present.map(([name, value]) => [`:${name}`, value])),
        ...(before !== undefined && { ':seen': before.version }),
      },
    },
  };
}
