import { lookUpIn } from '../../../src/services/secrets/secret-version.ts';

const secret = {
  arn: 'arn:key',
  name: 'key',
  versions: [
    { id: 'v2', text: '{"user":"anna","port":5432,"inner":{}}', at: 2 },
    { id: 'v1', text: 'plain', at: 1 },
  ],
};
const binary = { arn: 'arn:image', name: 'image', versions: [{ id: 'v1', binary: 'aGk=', at: 1 }] };
const lookUp = lookUpIn({ find: (id) => [secret, binary].find(({ arn, name }) => id === arn || id === name) });

test.each([
  [{ secret: 'key' }, secret.versions[0]!.text],
  [{ secret: 'arn:key', key: 'user' }, 'anna'],
  [{ secret: 'key', key: 'port' }, '5432'],
  [{ secret: 'key', stage: 'AWSPREVIOUS' }, 'plain'],
  [{ secret: 'key', version: 'v1' }, 'plain'],
  [{ secret: 'key', version: 'v2', stage: 'AWSCURRENT' }, secret.versions[0]!.text],
])('%j stands for %j', (reference, value) => {
  expect(lookUp(reference)).toEqual({ value });
});

test.each([
  [{ secret: 'lock' }, 'names a secret that is not there'],
  [{ secret: 'key', version: 'v2', stage: 'AWSPREVIOUS' }, 'names a version without text'],
  [{ secret: 'image' }, 'names a version without text'],
  [{ secret: 'key', key: 'password' }, 'names the key "password", which the secret does not have'],
  [{ secret: 'key', key: 'inner' }, 'names the key "inner", which the secret does not have'],
  [{ secret: 'key', key: 'user', version: 'v1' }, 'names the key "user", which the secret does not have'],
])('%j %s', (reference, problem) => {
  expect(lookUp(reference)).toEqual({ problem });
});
