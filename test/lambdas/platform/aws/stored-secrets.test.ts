import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import {
  createSecrets,
  deleteSecrets,
  readSecrets,
  renewSecret,
} from '../../../../lambdas/platform/aws/stored-secrets.ts';

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

describe('what a receiver renews', () => {
  const day = 24 * 3600_000;
  const now = Date.parse('2026-11-20T14:00:00Z');
  const lies = (values: object, age = 2 * day) =>
    manager.on(GetSecretValueCommand).resolves({
      SecretString: JSON.stringify(values),
      VersionId: 'v1',
      CreatedDate: new Date(now - age),
    });
  const renew = (place: string) =>
    renewSecret('destination', place, { name: 'refreshToken', from: 'r1', to: 'r2' }, now);

  test('is kept beside the rest, and read from then on', async () => {
    lies({ refreshToken: 'r1', clientId: 'c' });
    manager.on(PutSecretValueCommand).resolves({});
    await readSecrets('destination', 'six/a');
    expect(await renew('six/a')).toBe('kept');
    const [{ args } = { args: [{ input: undefined }] }] = manager.commandCalls(PutSecretValueCommand);
    expect(args[0].input).toMatchObject({
      SecretId: name('six/a'),
      SecretString: '{"refreshToken":"r2","clientId":"c"}',
      ClientRequestToken: expect.stringMatching(/^[\w-]{32,64}$/),
    });
    lies({ refreshToken: 'r2', clientId: 'c' });
    expect(await readSecrets('destination', 'six/a')).toMatchObject({ refreshToken: 'r2' });
  });

  test('is named for what it follows: of two writers one wins, and one whose answer was lost finds its own', async () => {
    lies({ refreshToken: 'r1' });
    manager.on(PutSecretValueCommand).resolves({});
    await Promise.all([renew('six/b'), renew('six/b')]);
    const tokens = manager.commandCalls(PutSecretValueCommand).map(({ args }) => args[0].input.ClientRequestToken);
    expect(new Set(tokens).size).toBe(1);
    const taken = new ResourceExistsException({ message: 'another value', $metadata: {} });
    manager.on(PutSecretValueCommand).rejects(taken);
    expect(await renew('six/b')).toBe('left');
  });

  test('is left where another one was kept, within a day of the last, and where nothing lies any more', async () => {
    lies({ refreshToken: 'r3' });
    expect(await renew('six/c')).toBe('left');
    lies({ refreshToken: 'r1' }, day - 1);
    expect(await renew('six/c')).toBe('left');
    for (const gone of [missing, marked]) {
      manager.on(GetSecretValueCommand).rejects(gone);
      expect(await renew('six/c')).toBe('left');
    }
    expect(manager.commandCalls(PutSecretValueCommand)).toEqual([]);
    manager.on(GetSecretValueCommand).rejects(new Error('down'));
    await expect(renew('six/c')).rejects.toThrow('down');
  });
});
