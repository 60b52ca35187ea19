import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSecrets, type Secret } from '../../../src/services/secrets/secret-file.ts';

const parent = mkdtempSync(path.join(tmpdir(), 'secrets-'));
const folder = path.join(parent, 'data');
afterAll(() => rmSync(parent, { recursive: true }));
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});

const secret = (name: string, text: string): Secret => ({
  arn: `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-abcdef`,
  name,
  versions: [{ id: '1', text, at: 0 }],
});

test('what cannot be written is refused, and not known either', () => {
  const secrets = openSecrets(folder);
  secrets.save(secret('kept', 'one'));
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'in the way');
  expect(() => secrets.save(secret('kept', 'two'))).toThrow(/EEXIST|ENOTDIR/);
  expect(() => secrets.save(secret('new', 'two'))).toThrow(/EEXIST|ENOTDIR/);
  expect(() => secrets.remove(secret('kept', 'one'))).toThrow(/EEXIST|ENOTDIR/);
  expect(secrets.list()).toEqual([secret('kept', 'one')]);
  expect(secrets.isGoing('kept')).toBe(false);
});

test('a file that is there and cannot be read is an error, and is not written over', () => {
  mkdirSync(path.join(folder, 'secrets.json'));
  expect(() => openSecrets(folder)).toThrow('EISDIR');
});

test('nothing is left of a file that could not take its place', () => {
  const secrets = openSecrets(folder);
  mkdirSync(path.join(folder, 'secrets.json'));
  expect(() => secrets.save(secret('new', 'one'))).toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
  expect(readdirSync(folder)).toEqual(['secrets.json']);
});
