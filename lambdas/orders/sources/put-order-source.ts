import { transact } from '../../platform/aws/transact.ts';
import { badRequest } from '../../platform/http/problem.ts';
import { giveSecrets, type SecretDependencies } from '../../settings/give-secrets.ts';
import { orderSourceItem } from '../../settings/item-key.ts';
import { refuseMove } from '../../settings/refuse-move.ts';
import { conflicted, nextVersion, retryOnConflict } from '../../settings/retry-on-conflict.ts';
import { noSuchSite } from '../../settings/sites/no-such-site.ts';
import { register } from '../../settings/sites/site-members.ts';
import { readStoredSite } from '../../settings/sites/stored-site-store.ts';
import { writeUnchanged } from '../../settings/write-unchanged.ts';
import type { OrderSourceSettings, StoredOrderSource } from './order-source.ts';
import { findOrderSource, orderSourceSecretHolder } from './order-source-store.ts';

interface PutResult {
  readonly created: boolean;
  readonly source: StoredOrderSource;
}

/**
 * Creates or replaces an order source, with new secrets or with those of before. Throws 400 for an unknown site and missing secrets, 409 for
 * another site or type. `now` in ms.
 */
export async function putOrderSource(
  dependencies: SecretDependencies,
  id: string,
  wanted: OrderSourceSettings,
  now: number,
): Promise<PutResult> {
  const { settings } = dependencies;
  const place = wanted.secrets === undefined ? undefined : `${id}/${dependencies.newToken()}`;
  const given = { place, secrets: wanted.secrets ?? {} };
  let created = false;
  return giveSecrets(dependencies, orderSourceSecretHolder, given, now, (giving) =>
    retryOnConflict(async () => {
      const [before, site] = await Promise.all([findOrderSource(settings, id), readStoredSite(settings, wanted.site)]);
      // What a lost answer told was written after all.
      if (before !== undefined && before.secretsAt === place) return { created, source: before };
      refuseMove(`order source ${id}`, before, wanted);
      if (site === undefined) throw noSuchSite(wanted.site);
      const secretsAt = place ?? before?.secretsAt;
      if (secretsAt === undefined) {
        throw badRequest('the order source needs secrets', [{ field: 'secrets', detail: 'must be given' }]);
      }
      await giving.make();
      created = before === undefined;
      const source: StoredOrderSource = {
        id,
        site: wanted.site,
        type: wanted.type,
        ...wanted.own,
        secretNames: wanted.secrets === undefined ? (before?.secretNames ?? []) : Object.keys(wanted.secrets).sort(),
        secretsAt,
        version: nextVersion(before, now),
      };
      const absent = { country: undefined, url: undefined, scheme: undefined, kinds: undefined };
      const failed = await transact(settings.documents, [
        writeUnchanged(settings.name, orderSourceItem(wanted.site, id), before, {
          ...absent,
          fields: undefined,
          amountUnit: undefined,
          ...source,
        }),
        ...(created ? register(settings.name, 'orderSources', source) : []),
        ...giving.writes(place === undefined ? undefined : before?.secretsAt),
      ]);
      return failed.length === 0 ? { created, source } : conflicted;
    }),
  );
}
