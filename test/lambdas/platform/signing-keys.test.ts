import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { loadSigningKeys } from '../../../lambdas/platform/signing-keys.ts';

const secrets = mockClient(SecretsManagerClient);

test('reads the secret once, and again after a failed read', async () => {
  process.env.MASTER_SECRET_ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:master';
  process.env.AWS_REGION = 'us-east-1';
  secrets
    .on(GetSecretValueCommand)
    .rejectsOnce(new Error('no connection'))
    .resolves({ SecretString: JSON.stringify({ master: 'm'.repeat(64), signingKeys: ['2', '1'] }) });
  await expect(loadSigningKeys()).rejects.toThrow('no connection');
  const [first, second] = await Promise.all([loadSigningKeys(), loadSigningKeys()]);
  expect(first).toBe(second);
  expect(first.signWith).toBe('2');
  expect([...first.keys.keys()]).toEqual(['2', '1']);
  expect(secrets.commandCalls(GetSecretValueCommand)).toHaveLength(2);
});
