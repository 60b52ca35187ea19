import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import {
  createDestinationSecrets,
  deleteDestinationSecrets,
  readDestinationSecrets,
} from '../../../../lambdas/platform/aws/destination-secrets.ts';

process.env.AWS_REGION = 'us-east-1';
process.env.DESTINATION_SECRET_PREFIX = 'leaseline/Shop/destination/';
const manager = mockClient(SecretsManagerClient);
const missing = new ResourceNotFoundException({ message: 'none', $metadata: {} });
const marked = new InvalidRequestException({ message: 'marked for deletion', $metadata: {} });
const name = (place: string) => `leaseline/Shop/destination/${place}`;

beforeEach(() => manager.reset());

test('secrets are made where none were, and never written over', async () => {
  manager.on(CreateSecretCommand).resolves({});
  await createDestinationSecrets('one/a', { signing: 'a' });
  await createDestinationSecrets('one/b', { signing: 'b' });
  expect(manager.calls().map(({ args: [{ input }] }) => input)).toEqual([
    { Name: name('one/a'), SecretString: '{"signing":"a"}' },
    { Name: name('one/b'), SecretString: '{"signing":"b"}' },
  ]);
});

test('what was read is remembered, as it never changes', async () => {
  manager.on(GetSecretValueCommand).resolves({ SecretString: '{"signing":"a"}' });
  for (let time = 0; time < 3; time++) expect(await readDestinationSecrets('two/a')).toEqual({ signing: 'a' });
  expect(manager.commandCalls(GetSecretValueCommand)).toHaveLength(1);
  await readDestinationSecrets('two/b');
  expect(manager.commandCalls(GetSecretValueCommand)).toHaveLength(2);
});

test('secrets that are not there, and a read that failed, are read again', async () => {
  manager
    .on(GetSecretValueCommand)
    .rejectsOnce(new Error('down'))
    .rejectsOnce(missing)
    .rejectsOnce(marked)
    .resolves({ SecretString: '{}' });
  await expect(readDestinationSecrets('three/a')).rejects.toThrow('down');
  expect(await readDestinationSecrets('three/a')).toBeUndefined();
  expect(await readDestinationSecrets('three/a')).toBeUndefined();
  expect(await readDestinationSecrets('three/a')).toEqual({});
});

test('deleting is for good; having none, or being deleted already, is fine', async () => {
  manager.on(DeleteSecretCommand).resolvesOnce({}).rejectsOnce(missing).rejectsOnce(marked);
  for (let time = 0; time < 3; time++) await deleteDestinationSecrets('four/a');
  expect(manager.commandCalls(DeleteSecretCommand)[0]?.args[0].input).toEqual({
    SecretId: name('four/a'),
    ForceDeleteWithoutRecovery: true,
  });
});
