import type { Table } from '../platform/aws/table.ts';
import type { TransactItem } from '../platform/aws/transact.ts';
import { deleteUnused, noteUnused, putOutOfUse, type SecretHolder, takeIntoUse } from './unused-secrets-store.ts';

/** Where settings and secrets are kept. */
export interface SecretDependencies {
  readonly settings: Table;
  /** Keeps secrets at a place where none were before. */
  readonly createSecrets: (place: string, secrets: Readonly<Record<string, string>>) => Promise<void>;
  readonly deleteSecrets: (place: string) => Promise<void>;
  /** A text that was never used before. */
  readonly newToken: () => string;
}

/** New secrets, and where they will lie; without a place none are given, and those of before stay. */
export interface GivenAt {
  readonly place: string | undefined;
  readonly secrets: Readonly<Record<string, string>>;
}

/** What the write of the setting needs while new secrets are on their way. */
export interface Giving {
  /** Notes the secrets and makes them, once, however often it is asked. Before the write. */
  readonly make: () => Promise<void>;
  /** For the transaction that names the new ones: nobody deletes them from then on; those `left` behind are noted. */
  readonly writes: (left: string | undefined) => TransactItem[];
}

/**
 * Writes a setting along with new secrets. Those lie apart from the ones before, and the setting names them in the write that also says the
 * rest: whoever of several wins, its settings and its secrets go together. Afterwards what is in no use is deleted; what is not deleted
 * then, the sweep deletes. `now` in ms.
 */
export async function giveSecrets<Result>(
  { settings, createSecrets, deleteSecrets }: SecretDependencies,
  holder: SecretHolder,
  { place, secrets }: GivenAt,
  now: number,
  write: (giving: Giving) => Promise<Result>,
): Promise<Result> {
  let areMade = false;
  let behind: string | undefined;
  const giving: Giving = {
    async make() {
      if (place === undefined || areMade) return;
      await noteUnused(settings, holder, place, now);
      await createSecrets(place, secrets);
      areMade = true;
    },
    writes(left) {
      behind = left;
      return [
        ...(place === undefined ? [] : [takeIntoUse(settings.name, holder, place)]),
        ...(left === undefined ? [] : [putOutOfUse(settings.name, holder, left, now)]),
      ];
    },
  };
  try {
    return await write(giving);
  } finally {
    const unused = [behind, areMade ? place : undefined].filter((each) => each !== undefined);
    await Promise.allSettled(unused.map((each) => deleteUnused(settings, holder, each, deleteSecrets)));
  }
}
