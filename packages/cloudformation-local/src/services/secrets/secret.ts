import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { ResourceType } from '../../resource-type.ts';
import { tags } from '../tags.ts';
import { generateSecret, generateSecretString } from './generate-secret-string.ts';
import { newSecretArn, type Secrets } from './secret-file.ts';

const properties = z
  .strictObject({
    Name: z.string().optional(),
    Description: z.string().optional(),
    GenerateSecretString: generateSecretString.optional(),
    SecretString: z.string().optional(),
    // No meaning locally:
    KmsKeyId: z.string().optional(),
    ReplicaRegions: z.array(z.strictObject({ Region: z.string(), KmsKeyId: z.string().optional() })).optional(),
    Tags: tags,
  })
  .refine(({ GenerateSecretString, SecretString }) => !(GenerateSecretString && SecretString), {
    message: 'takes GenerateSecretString or SecretString, not both',
  });

/** `AWS::SecretsManager::Secret`: generated once, then kept; a value changed by PutSecretValue stays too. */
export function secretType(secrets: Secrets): ResourceType<z.infer<typeof properties>> {
  return {
    type: 'AWS::SecretsManager::Secret',
    properties,
    async create({ physicalName, properties: wanted }, machine) {
      const name = wanted.Name ?? physicalName;
      const found = secrets.find(name);
      if (found) return { ref: found.arn, attributes: { Id: found.arn } };
      const arn = newSecretArn(name, machine);
      const text = wanted.SecretString ?? generateSecret(wanted.GenerateSecretString ?? generateSecretString.parse({}));
      secrets.save({
        arn,
        name,
        description: wanted.Description,
        versions: [{ id: randomUUID(), text, at: Date.now() }],
      });
      return { ref: arn, attributes: { Id: arn } };
    },
  };
}
