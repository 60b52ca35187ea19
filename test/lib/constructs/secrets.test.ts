import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { Secrets } from '../../../lib/constructs/secrets.ts';
import { one } from '../synthesize.ts';

const stack = new Stack();
new Secrets(stack, 'Secrets');
const deployed = Template.fromStack(stack);

test('the master value is generated, kept with the data unless the first deployment fails, and named with its first signing key', () => {
  const [, secret] = one(deployed, 'AWS::SecretsManager::Secret', /Master/);
  const { SecretStringTemplate, ...generate } = secret.Properties.GenerateSecretString;
  expect(generate).toEqual({ GenerateStringKey: 'master', PasswordLength: 64, ExcludePunctuation: true });
  expect(JSON.parse(SecretStringTemplate)).toEqual({ signingKeys: ['1'] });
  expect(secret).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
});

test('what the edge shows is generated, and of letters and digits, as headers can hold them', () => {
  const [, secret] = one(deployed, 'AWS::SecretsManager::Secret', /Origin/);
  expect(secret.Properties.GenerateSecretString).toEqual({ PasswordLength: 64, ExcludePunctuation: true });
  expect(secret).toMatchObject({ DeletionPolicy: 'Delete' });
});
