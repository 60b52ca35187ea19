import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { loadOriginSecret } from '../../../../lambdas/platform/http/origin-secret.ts';

const secrets = mockClient(SecretsManagerClient);

test('reads the secret once, and again after a failed read or one that cannot be a secret', async () => {
  process.env.ORIGIN_SECRET_ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:origin';
  process.env.AWS_REGION = 'us-east-1';
  secrets
    .on(GetSecretValueCommand, { SecretId: process.env.ORIGIN_SECRET_ARN })
    .rejectsOnce(new Error('no connection'))
    .resolvesOnce({ SecretString: '' })
    .resolves({ SecretString: 'o'.repeat(64) });
  await expect(loadOriginSecret()).rejects.toThrow('no connection');
  await expect(loadOriginSecret()).rejects.toThrow('too_small');
  expect(await Promise.all([loadOriginSecret(), loadOriginSecret()])).toEqual(['o'.repeat(64), 'o'.repeat(64)]);
  expect(secrets.commandCalls(GetSecretValueCommand)).toHaveLength(3);
});
