import { isDeepStrictEqual } from 'node:util';
import type { AccountLine } from './account.ts';
import type { SettingsEvidence } from './settings-writers.ts';
import type { StoredSettings } from './stored-settings.ts';

/** Holds the settings that writers were told are written against what the API and Secrets Manager say. */
export function settingsAccount({ answered, writes, wrong }: SettingsEvidence, stored: StoredSettings): AccountLine[] {
  const paths = [...answered];
  const withSecrets = paths.filter(([, body]) => body?.secrets !== undefined);
  return [
    line('settings are as they were answered last', paths, ([path, body]) => settingFault(path, body, stored)),
    line('destinations have the secrets that were answered last', withSecrets, ([path, body]) =>
      isDeepStrictEqual(stored.secrets.get(path.split('/').at(-1)!), body?.secrets)
        ? undefined
        : `${path} has other secrets`,
    ),
    {
      claim: 'every secret is named by a destination, or noted to be deleted',
      checked: stored.secrets.size + stored.lost.length,
      broken: stored.lost.map((place) => `nobody knows the secrets at ${place}`),
    },
    { claim: 'no answer to who writes settings was wrong', checked: writes, broken: wrong },
  ];
}

function settingFault(
  path: string,
  body: Readonly<Record<string, unknown>> | undefined,
  { told }: StoredSettings,
): string | undefined {
  const found = told.get(path);
  if (body === undefined) return found === undefined ? undefined : `${path} was deleted, and is there`;
  if (found === undefined) return `${path} is not there`;
  const { secrets: _, ...open } = body;
  const differing = Object.keys(open).filter((name) => !isSaid(found[name], open[name]));
  return differing.length === 0 ? undefined : `${path} has another ${differing.join(', ')}`;
}

/** What was asked for is told back, perhaps with defaults beside it; numbers are told apart from their pools. */
function isSaid(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted) && typeof wanted[0] === 'string')
    return found === undefined || isDeepStrictEqual(found, wanted);
  return isDeepStrictEqual(found, wanted);
}

function line<Item>(claim: string, items: readonly Item[], fault: (item: Item) => string | undefined): AccountLine {
  return { claim, checked: items.length, broken: items.map(fault).filter((sentence) => sentence !== undefined) };
}
