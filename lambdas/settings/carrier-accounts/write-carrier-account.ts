import { transact } from '../../platform/aws/transact.ts';
import { badRequest, notFound } from '../../platform/http/problem.ts';
import { giveSecrets, type SecretDependencies } from '../give-secrets.ts';
import { carrierAccountItem } from '../item-key.ts';
import { refuseMove } from '../refuse-move.ts';
import { conflicted, nextVersion, retryOnConflict } from '../retry-on-conflict.ts';
import { deleteUnused, putOutOfUse } from '../unused-secrets-store.ts';
import { writeUnchanged } from '../write-unchanged.ts';
import type { CarrierAccountSettings, StoredCarrierAccount } from './carrier-account.ts';
import { carrierSecretHolder, findCarrierAccount } from './carrier-account-store.ts';

interface PutResult {
  readonly created: boolean;
  readonly account: StoredCarrierAccount;
}

/**
 * Creates or replaces a carrier account, with new secrets or with those of before. Throws 400 for missing secrets, 409 for another type.
 * `now` in ms.
 */
export async function putCarrierAccount(
  dependencies: SecretDependencies,
  id: string,
  wanted: CarrierAccountSettings,
  now: number,
): Promise<PutResult> {
  const { settings } = dependencies;
  const place = wanted.secrets === undefined ? undefined : `${id}/${dependencies.newToken()}`;
  const given = { place, secrets: wanted.secrets ?? {} };
  let created = false;
  return giveSecrets(dependencies, carrierSecretHolder, given, now, (giving) =>
    retryOnConflict(async () => {
      const before = await findCarrierAccount(settings, id);
      // What a lost answer told was written after all.
      if (before !== undefined && before.secretsAt === place) return { created, account: before };
      refuseMove(`carrier account ${id}`, before, wanted);
      const secretsAt = place ?? before?.secretsAt;
      if (secretsAt === undefined) {
        throw badRequest('the carrier account needs secrets', [{ field: 'secrets', detail: 'must be given' }]);
      }
      await giving.make();
      created = before === undefined;
      const account: StoredCarrierAccount = {
        id,
        type: wanted.type,
        settings: wanted.settings,
        secretNames: wanted.secrets === undefined ? (before?.secretNames ?? []) : Object.keys(wanted.secrets).sort(),
        secretsAt,
        version: nextVersion(before, now),
      };
      const failed = await transact(settings.documents, [
        writeUnchanged(settings.name, carrierAccountItem(id), before, account),
        ...giving.writes(place === undefined ? undefined : before?.secretsAt),
      ]);
      return failed.length === 0 ? { created, account } : conflicted;
    }),
  );
}

/** Deletes a carrier account and its secrets: what comes in its name from then on is refused. Throws 404 when there is none. `now` in ms. */
export async function deleteCarrierAccount(
  { settings, deleteSecrets }: Pick<SecretDependencies, 'settings' | 'deleteSecrets'>,
  id: string,
  now: number,
): Promise<void> {
  const left = await retryOnConflict(async () => {
    const account = await findCarrierAccount(settings, id);
    if (account === undefined) throw notFound(`there is no carrier account ${id}`);
    const failed = await transact(settings.documents, [
      {
        Delete: {
          TableName: settings.name,
          Key: carrierAccountItem(id),
          ConditionExpression: 'version = :seen',
          ExpressionAttributeValues: { ':seen': account.version },
        },
      },
      putOutOfUse(settings.name, carrierSecretHolder, account.secretsAt, now),
    ]);
    return failed.length > 0 ? conflicted : account.secretsAt;
  });
  // The account is gone; secrets that stay for now, the sweep deletes.
  await Promise.allSettled([deleteUnused(settings, carrierSecretHolder, left, deleteSecrets)]);
}
