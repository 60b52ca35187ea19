import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import {
  deleteDestinationSecrets,
  putDestinationSecrets,
  readDestinationSecrets,
} from '../../../lambdas/platform/destination-secrets.ts';

process.env.AWS_REGION = 'us-east-1';
process.env.DESTINATION_SECRET_PREFIX = 'leaseline/Shop/destination/';
const manager = mockClient(SecretsManagerClient);
const missing = new ResourceNotFoundException({ message: 'none', $metadata: {} });
const name = (id: string) => `leaseline/Shop/destination/${id}`;

beforeEach(() => manager.reset());

test('new secrets make the secret, later ones replace its value', async () => {
  manager.on(PutSecretValueCommand).rejectsOnce(missing).resolves({});
  manager.on(CreateSecretCommand).resolves({});
  await putDestinationSecrets('one', { signing: 'a' });
  await putDestinationSecrets('one', { signing: 'b' });
  expect(manager.commandCalls(CreateSecretCommand).map(({ args: [{ input }] }) => input)).toEqual([
    { Name: name('one'), SecretString: '{"signing":"a"}' },
  ]);
  expect(manager.commandCalls(PutSecretValueCommand).at(-1)?.args[0].input).toEqual({
    SecretId: name('one'),
    SecretString: '{"signing":"b"}',
  });
});

test('secrets are read once a minute, and at once after they were put here', async () => {
  manager.on(GetSecretValueCommand).resolves({ SecretString: '{"signing":"a"}' });
  manager.on(PutSecretValueCommand).resolves({});
  for (const at of [0, 59_999, 60_000]) expect(await readDestinationSecrets('two', at)).toEqual({ signing: 'a' });
  expect(manager.commandCalls(GetSecretValueCommand)).toHaveLength(2);
  await putDestinationSecrets('two', { signing: 'b' });
  await readDestinationSecrets('two', 60_001);
  expect(manager.commandCalls(GetSecretValueCommand)).toHaveLength(3);
});

test('a destination without secrets has none; a read that failed is tried again', async () => {
  manager
    .on(GetSecretValueCommand)
    .rejectsOnce(new Error('down'))
    .rejectsOnce(missing)
    .resolves({ SecretString: '{}' });
  await expect(readDestinationSecrets('three', 0)).rejects.toThrow('down');
  expect(await readDestinationSecrets('three', 1)).toEqual({});
});

test('deleting is for good, and not having any is fine', async () => {
  manager.on(DeleteSecretCommand).resolvesOnce({}).rejectsOnce(missing);
  await deleteDestinationSecrets('four');
  await deleteDestinationSecrets('four');
  expect(manager.commandCalls(DeleteSecretCommand)[0]?.args[0].input).toEqual({
    SecretId: name('four'),
    ForceDeleteWithoutRecovery: true,
  });
});
