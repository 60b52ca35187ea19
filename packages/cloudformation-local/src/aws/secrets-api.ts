import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Machine } from '../machine.ts';
import { newSecretArn, type Secret, type Secrets, type SecretVersion } from '../services/secrets/secret-file.ts';
import { findVersion, stagesOf } from '../services/secrets/secret-version.ts';
import { AwsError } from './aws-error.ts';
import { type JsonApi, operation } from './json-api.ts';

const which = z.object({ SecretId: z.string() });

/** CreateSecret, GetSecretValue, PutSecretValue, DeleteSecret (at once only), DescribeSecret, ListSecrets. */
export function secretsApi(machine: Pick<Machine, 'region' | 'accountId'>, secrets: Secrets): JsonApi {
  const find = (id: string): Secret => {
    const secret = secrets.find(id);
    if (secret) return secret;
    if (secrets.isGoing(id)) {
      throw new AwsError(
        'InvalidRequestException',
        "You can't perform this operation on the secret because it was marked for deletion.",
      );
    }
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  };
  return {
    CreateSecret: operation(
      z.object({
        Name: z.string().regex(/^[\w/+=.@-]{1,512}$/),
        Description: z.string().optional(),
        SecretString: z.string().optional(),
        SecretBinary: z.string().optional(),
        ClientRequestToken: z.string().optional(),
      }),
      ({ Name, Description, SecretString, SecretBinary, ClientRequestToken = randomUUID() }) => {
        const version = { id: ClientRequestToken, text: SecretString, binary: SecretBinary, at: Date.now() };
        const found = secrets.find(Name);
        // The same request again is no second secret: clients repeat it when an answer was lost.
        if (found !== undefined && found.versions.at(-1)?.id !== ClientRequestToken) {
          throw new AwsError(
            'ResourceExistsException',
            `The operation failed because the secret ${Name} already exists.`,
          );
        }
        if (found === undefined && secrets.isGoing(Name)) {
          throw new AwsError(
            'InvalidRequestException',
            "You can't create this secret because a secret with this name is already scheduled for deletion.",
          );
        }
        const arn = found?.arn ?? newSecretArn(Name, machine);
        if (found === undefined) secrets.save({ arn, name: Name, description: Description, versions: [version] });
        return { ARN: arn, Name, VersionId: ClientRequestToken };
      },
    ),
    DeleteSecret: operation(which.extend({ ForceDeleteWithoutRecovery: z.literal(true) }), ({ SecretId }) => {
      const found = secrets.find(SecretId);
      const DeletionDate = Date.now() / 1000;
      // With this parameter, one that is not there is no error.
      if (found === undefined) return { ARN: SecretId, Name: SecretId, DeletionDate };
      secrets.remove(found);
      return { ARN: found.arn, Name: found.name, DeletionDate };
    }),
    GetSecretValue: operation(
      which.extend({ VersionId: z.string().optional(), VersionStage: z.string().optional() }),
      ({ SecretId, VersionId, VersionStage }) => {
        const secret = find(SecretId);
        const found = findVersion(secret, { id: VersionId, stage: VersionStage });
        if (found === undefined) {
          throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret value.");
        }
        const { version, position } = found;
        return { ARN: secret.arn, Name: secret.name, ...value(version), VersionStages: stagesOf(position) };
      },
    ),
    PutSecretValue: operation(
      which.extend({
        SecretString: z.string().optional(),
        SecretBinary: z.string().optional(),
        ClientRequestToken: z.string().optional(),
        VersionStages: z.tuple([z.literal('AWSCURRENT')]).optional(),
      }),
      ({ SecretId, SecretString, SecretBinary, ClientRequestToken = randomUUID() }) => {
        const secret = find(SecretId);
        const before = secret.versions.find(({ id }) => id === ClientRequestToken);
        if (before !== undefined && (before.text !== SecretString || before.binary !== SecretBinary)) {
          throw new AwsError('ResourceExistsException', 'A version with this id has another value already.');
        }
        if (before === undefined) {
          const version = { id: ClientRequestToken, text: SecretString, binary: SecretBinary, at: Date.now() };
          secrets.save({ ...secret, versions: [version, ...secret.versions].slice(0, 2) });
        }
        return { ARN: secret.arn, Name: secret.name, VersionId: ClientRequestToken, VersionStages: ['AWSCURRENT'] };
      },
    ),
    DescribeSecret: operation(which, ({ SecretId }) => description(find(SecretId))),
    ListSecrets: operation(z.object({}), () => ({ SecretList: secrets.list().map(description) })),
  };
}

function value({ id, text, binary, at }: SecretVersion): object {
  return { VersionId: id, SecretString: text, SecretBinary: binary, CreatedDate: at / 1000 };
}

function description(secret: Secret): object {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    VersionIdsToStages: Object.fromEntries(secret.versions.map(({ id }, position) => [id, stagesOf(position)])),
    LastChangedDate: (secret.versions[0]?.at ?? 0) / 1000,
    CreatedDate: (secret.versions.at(-1)?.at ?? 0) / 1000,
  };
}
