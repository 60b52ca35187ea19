import { transact } from '../../platform/aws/transact.ts';
import type { FieldError } from '../../platform/http/field-error.ts';
import { badRequest } from '../../platform/http/problem.ts';
import { giveSecrets, type SecretDependencies } from '../give-secrets.ts';
import { destinationItem } from '../item-key.ts';
import { refuseMove } from '../refuse-move.ts';
import { conflicted, nextVersion, retryOnConflict } from '../retry-on-conflict.ts';
import { noSuchSite } from '../sites/no-such-site.ts';
import { register } from '../sites/site-members.ts';
import { readStoredSite } from '../sites/stored-site-store.ts';
import { subscribersWrite, withSubscriptions } from '../sites/subscribers.ts';
import { writeUnchanged } from '../write-unchanged.ts';
import { accountWrites } from './account-throttle-store.ts';
import { addressesAt, changedAddresses, changedSettings } from './addresses.ts';
import type { DestinationSettings } from './destination-settings.ts';
import { destinationSecretHolder, findDestination } from './destination-store.ts';
import { dropDigest, wantDigest } from './digest-entry.ts';
import { newSecretsPlace, type StoredDestination, secretsPlace } from './stored-destination.ts';

/** What is needed to keep a destination. */
export interface DestinationDependencies extends SecretDependencies {
  /** Why a destination must not lie at the address; undefined when it may. */
  readonly refusal: (address: string) => Promise<string | undefined>;
}

interface PutResult {
  readonly created: boolean;
  readonly destination: StoredDestination;
}

/**
 * Creates or replaces a destination. New secrets lie apart from those before, and the destination names them in the write that also
 * sets its addresses: whoever of several wins, its settings and its secrets go together. Secrets that are not given again are kept if
 * no address changes. Throws 400 for an unknown site, an address where destinations must not lie and missing secrets, 409 for moving a
 * destination to another site or type.
 */
export async function putDestination(
  dependencies: DestinationDependencies,
  id: string,
  wanted: DestinationSettings,
  now: number,
): Promise<PutResult> {
  const { settings } = dependencies;
  const place = placeOfNew(id, wanted, dependencies);
  const secretNames = Object.keys(wanted.secrets ?? {}).sort();
  let created = false;
  const given = { place, secrets: wanted.secrets ?? {} };
  return giveSecrets(dependencies, destinationSecretHolder, given, now, (giving) =>
    retryOnConflict(async () => {
      const [before, site] = await Promise.all([findDestination(settings, id), readStoredSite(settings, wanted.site)]);
      // What a lost answer told was written after all.
      if (before !== undefined && place !== undefined && before.secretsAt === place) {
        return { created, destination: before };
      }
      refuseMove(`destination ${id}`, before, wanted);
      if (site === undefined) throw noSuchSite(wanted.site);
      refuseMissingSecrets(before, wanted);
      await refuseAddresses(wanted, dependencies);
      await giving.make();
      const left = wanted.secrets === undefined || before === undefined ? undefined : secretsPlace(before);
      created = before === undefined;
      const destination: StoredDestination = {
        id,
        site: wanted.site,
        type: wanted.type,
        settings: wanted.settings,
        ...(wanted.secrets === undefined
          ? { secretNames: before?.secretNames ?? [], secretsAt: before?.secretsAt, account: before?.account }
          : { secretNames, secretsAt: place, account: wanted.account }),
        // Whatever it was paused or slowed down for: with other settings it is tried anew.
        paused: undefined,
        throttledUntil: undefined,
        slotMs: undefined,
        nextSlot: undefined,
        version: nextVersion(before, now),
      };
      const failed = await transact(settings.documents, [
        // Which rules name it stays as it is.
        writeUnchanged(settings.name, destinationItem(wanted.site, id), before, destination),
        ...(created ? register(settings.name, 'destinations', destination) : []),
        ...giving.writes(left),
        ...accountWrites(settings.name, before, destination),
        ...subscribersWrite(
          settings.name,
          site.id,
          site.subscribers,
          withSubscriptions(site.subscribers ?? {}, id, wanted.subscriptions, now),
        ),
        ...(wanted.hasDigest
          ? [wantDigest(settings.name, destination, now)]
          : created
            ? []
            : [dropDigest(settings.name, id)]),
      ]);
      return failed.length === 0 ? { created, destination } : conflicted;
    }),
  );
}

/** Where the secrets that are given will lie; nowhere if there are none. */
function placeOfNew(
  id: string,
  { secrets }: DestinationSettings,
  { newToken }: DestinationDependencies,
): string | undefined {
  return secrets === undefined || Object.keys(secrets).length === 0 ? undefined : newSecretsPlace(id, newToken());
}

/** A secret was given for an address: whoever may change the address need not know it, and must not learn it in this way. */
function refuseMissingSecrets(before: StoredDestination | undefined, wanted: DestinationSettings): void {
  if (wanted.secrets !== undefined) return;
  if (before === undefined || before.secretNames.length === 0) {
    if (!wanted.needsSecrets) return;
    throw badRequest('the destination needs secrets', [{ field: 'secrets', detail: 'must be given' }]);
  }
  const changed = [
    ...changedAddresses(addressesAt(wanted.addressFields, before.settings), wanted.addresses),
    ...changedSettings(wanted.secretsFollow, before.settings, wanted.settings),
  ];
  if (changed.length === 0) return;
  const because = changed.map((field) => `settings.${field}`).join(' and ');
  throw badRequest(
    'the address of the destination changes, so its secrets must be given again',
    before.secretNames.map((name) => ({
      field: `secrets.${name}`,
      detail: `must be given again, because ${because} changes`,
    })),
  );
}

async function refuseAddresses(
  { addresses }: DestinationSettings,
  { refusal }: DestinationDependencies,
): Promise<void> {
  const checked = await Promise.all(
    Object.entries(addresses).map(async ([field, address]): Promise<FieldError[]> => {
      const detail = await refusal(address);
      return detail === undefined ? [] : [{ field: `settings.${field}`, detail }];
    }),
  );
  const errors = checked.flat();
  if (errors.length > 0) throw badRequest('a destination must not lie at this address', errors);
}
