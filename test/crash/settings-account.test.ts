import { settingsAccount } from './settings-account.ts';
import { noSettingsEvidence } from './settings-writers.ts';
import type { StoredSettings } from './stored-settings.ts';

const path = '/v1/destinations/hook';
const open = { site: 'crash', type: 'webhook', settings: { url: 'https://8.8.8.8/a' } };
const secrets = { signing: 'whsec_a' };

function broken(stored: Partial<StoredSettings>, body: Record<string, unknown> | undefined = { ...open, secrets }) {
  const evidence = { ...noSettingsEvidence(), answered: new Map([[path, body]]), writes: 1 };
  const found = { told: new Map([[path, { id: 'hook', ...open }]]), secrets: new Map([['hook', secrets]]), lost: [] };
  return settingsAccount(evidence, { ...found, ...stored }).flatMap((line) => line.broken);
}

test('an account that balances has no broken line', () => {
  expect(broken({})).toEqual([]);
});

test.each<[string, Partial<StoredSettings>, string]>([
  ['lost settings', { told: new Map() }, 'is not there'],
  [
    'older settings',
    { told: new Map([[path, { ...open, settings: { url: 'https://8.8.8.8/b' } }]]) },
    'another settings',
  ],
  ['secrets of another write', { secrets: new Map([['hook', { signing: 'whsec_b' }]]) }, 'has other secrets'],
  ['no secrets', { secrets: new Map() }, 'has other secrets'],
  ['secrets that nobody knows of', { lost: ['hook/x'] }, 'nobody knows the secrets at hook/x'],
])('%s are found', (_, stored, sentence) => {
  expect(broken(stored)).toEqual([expect.stringContaining(sentence)]);
});

test('what was deleted is gone', () => {
  const evidence = { ...noSettingsEvidence(), answered: new Map([[path, undefined]]) };
  const gone = { told: new Map(), secrets: new Map(), lost: [] };
  expect(settingsAccount(evidence, gone).flatMap((line) => line.broken)).toEqual([]);
  const there = { ...gone, told: new Map([[path, open]]) };
  expect(settingsAccount(evidence, there).flatMap((line) => line.broken)).toEqual([
    `${path} was deleted, and is there`,
  ]);
});
