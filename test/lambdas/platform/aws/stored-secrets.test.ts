import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { createSecrets, deleteSecrets, readSecrets } from '../../../../lambdas/platform/aws/stored-secrets.ts';

process.env.AWS_REGION = 'us-east-1';
process.env.DESTINATION_SECRET_PREFIX = 'leaseline/Shop/destination/';
const manager = mockClient(SecretsManagerClient);
const missing = new ResourceNotFoundException({ message: 'none', $metadata: {} });
const marked = new InvalidRequestException({ message: 'marked for deletion', $metadata: {} });
const name = (place: string) => `leaseline/Shop/destination/${place}`;

beforeEach(() => manager.reset());

test('secrets are made where none were, and never written over', async () => {
  manager.on(CreateSecretCommand).resolves({});
  await createSecrets('destination', 'one/a', { signing: 'a' });
  await createSecrets('destination', 'one/b', { signing: 'b' });
  expect(manager.calls().map(({ args: [{ input }] }) => input)).toEqual([
    { Name: name('one/a'), SecretString: '{"signing":"a"}' },
    { Name: name('one/b'), SecretString: '{"signing":"b"}' },
  ]);
});

test('what was read is remembered, as it never changes', async () => {
  manager.on(GetSecretValueCommand).resolves({ SecretString: '{"signing":"a"}' });
  for (let time = 0; time < 3; time++) expect(await readSecrets('destination', 'two/a')).toEqual({ signing: 'a' });
  expect(manager.commandCalls(GetSecretValueCommand)).toHaveLength(1);
  await readSecrets('destination', 'two/b');
  expect(manager.commandCalls(GetSecretValueCommand)).toHaveLength(2);
});

test('secrets that are not there, and a read that failed, are read again', async () => {
  manager
    .on(GetSecretValueCommand)
    .rejectsOnce(new Error('down'))
    .rejectsOnce(missing)
    .rejectsOnce(marked)
    .resolves({ SecretString: '{}' });
  await expect(readSecrets('destination', 'three/a')).rejects.toThrow('down');
  expect(await readSecrets('destination', 'three/a')).toBeUndefined();
  expect(await readSecrets('destination', 'three/a')).toBeUndefined();
  expect(await readSecrets('destination', 'three/a')).toEqual({});
});

test('deleting is for good; having none, or being deleted already, is fine', async () => {
  manager.on(DeleteSecretCommand).resolvesOnce({}).rejectsOnce(missing).rejectsOnce(marked);
  for (let time = 0; time < 3; time++) await deleteSecrets('destination', 'four/a');
  expect(manager.commandCalls(DeleteSecretCommand)[0]?.args[0].input).toEqual({
    SecretId: name('four/a'),
    ForceDeleteWithoutRecovery: true,
  });
});

test('each kind of owner has names of its own, also for the same place', async () => {
  process.env.CARRIER_SECRET_PREFIX = 'leaseline/Shop/carrier/';
  manager.on(GetSecretValueCommand, { SecretId: name('five/a') }).resolves({ SecretString: '{"signing":"d"}' });
  manager
    .on(GetSecretValueCommand, { SecretId: 'leaseline/Shop/carrier/five/a' })
    .resolves({ SecretString: '{"signing":"c"}' });
  expect(await readSecrets('destination', 'five/a')).toEqual({ signing: 'd' });
  expect(await readSecrets('carrier', 'five/a')).toEqual({ signing: 'c' });
});
