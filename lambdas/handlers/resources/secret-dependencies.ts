import { randomUUID } from 'node:crypto';
import { createSecrets, deleteSecrets, type SecretOwner } from '../../platform/aws/stored-secrets.ts';
import type { SecretDependencies } from '../../settings/give-secrets.ts';
import { settingsTable } from './tables.ts';

/** What is needed to keep a setting with secrets of this kind. */
export function secretDependencies(owner: SecretOwner): SecretDependencies {
  return {
    settings: settingsTable(),
    createSecrets: (place, secrets) => createSecrets(owner, place, secrets),
    deleteSecrets: (place) => deleteSecrets(owner, place),
    // No hyphens: a name that ends with one and six more characters is taken for a part of an ARN.
    newToken: () => randomUUID().replaceAll('-', ''),
  };
}
