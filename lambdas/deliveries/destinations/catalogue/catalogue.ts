import type { Abilities, Access, BuildInput, Built, Destination } from '../destination.ts';
import { googleAccess } from '../google/google-access.ts';
import { catalogueEntry } from './catalogue-entry.ts';
import { factOf } from './catalogue-facts.ts';
import {
  type CatalogueSecrets,
  type CatalogueSettings,
  catalogueSecrets,
  catalogueSettings,
} from './catalogue-settings.ts';
import { missingSettings, secretName } from './check-action.ts';
import { fill, namesIn } from './field-values.ts';
import { triedOf } from './tried.ts';

type Input = BuildInput<CatalogueSettings, CatalogueSecrets>;

/** What a destination does with a conversion of which it is not known better: told once, and parked when nobody knows whether it was received. */
const least: Abilities = {
  restate: false,
  retract: false,
  dedupe: 'none',
  identifiers: [],
  consentNeeded: 'ads',
  takesEmail: true,
};

/** Access tokens for the refresh token of an account, where the destination wants one. */
const access: Access<CatalogueSettings, CatalogueSecrets> = {
  isNeeded: ({ destination }, { accessToken }) =>
    catalogueEntry(destination)?.accessToken === true && accessToken === undefined,
  request: ({ destination, tokenEndpoint = triedOf(destination).tokenEndpoint ?? '' }, secrets) => {
    const { clientId = '', clientSecret = '', refreshToken = '' } = secrets;
    return googleAccess.request({ tokenEndpoint }, { clientId, clientSecret, refreshToken });
  },
  read: (response) => googleAccess.read(response),
};

/** Any action of the catalogue, done by the function that has its code. */
export const catalogue: Destination<CatalogueSettings, CatalogueSecrets> = {
  type: 'catalogue',
  settings: catalogueSettings,
  secrets: catalogueSecrets,
  secretsFollow: ['destination', 'action', 'settings', 'fields'],
  can: least,
  canBy,
  access,

  missingSecrets,

  build(input) {
    const skip = consentRefused(input) ?? unidentified(input);
    if (skip !== undefined) return skip;
    const { settings, secrets, accessToken = secrets.accessToken } = input;
    const { destination, action, endpoint } = settings;
    const [missing] = missingSecrets(settings, secrets);
    if (missing !== undefined) return { kind: 'invalid', field: `secrets.${missing}`, detail: 'is missing' };
    const fields = fill(settings.fields, (name) => {
      const secret = secretName(name);
      return secret === undefined ? factOf(input, name) : secrets[secret];
    });
    const unknown = requiredFields(settings).find((name) => !Object.hasOwn(Object(fields), name));
    if (unknown !== undefined) {
      return {
        kind: 'skip',
        because: 'no-identifier',
        reason: `nothing is known for the field ${unknown}, which the destination needs`,
      };
    }
    return {
      kind: 'action',
      action: {
        destination,
        action,
        settings: { ...settings.settings, ...accountSecrets(settings, secrets) },
        fields: { ...Object(fields) },
        ...(accessToken !== undefined && { accessToken }),
        ...(endpoint !== undefined && { endpoint }),
      },
    };
  },

  // The function that performs actions says itself what came of them.
  read: ({ status }) => ({ kind: 'unknown', detail: `the destination answered ${status}` }),
};

function canBy({ destination, action, fields, consent, restates }: CatalogueSettings): Partial<Abilities> {
  const known = triedOf(destination);
  const dedupe = known.dedupe?.[action];
  const id = dedupe && fields[dedupe.field];
  const isOwnId = typeof id === 'string' && namesIn(id).includes('conversion.id');
  const { maxAgeSeconds } = known;
  return {
    restate: restates,
    consentNeeded: consent ?? known.consent,
    ...(maxAgeSeconds !== undefined && { maxAgeSeconds }),
    ...(dedupe && isOwnId && { dedupe: { key: dedupe.field, windowSeconds: dedupe.windowSeconds } }),
  };
}

function consentRefused({ settings, match }: Input): Built | undefined {
  const { consentNeeded = least.consentNeeded } = canBy(settings);
  if (consentNeeded === 'none' || match.visit?.consent?.[consentNeeded] === true) return undefined;
  const reason =
    match.visit === null
      ? `the call belongs to no visit, so nobody allowed ${consentNeeded}`
      : `the visitor did not allow ${consentNeeded}`;
  return { kind: 'skip', because: 'no-consent', reason };
}

/** Facts that name a person, a browser or a click. */
const identifying = /^(phone|email|visitor|click|ids)\b/;

/** Who tells of conversions to somebody who must know whose they are tells nothing of nobody. */
function unidentified(input: Input): Built | undefined {
  const { destination, fields } = input.settings;
  const wanted = triedOf(destination).identifiers;
  const used = namesIn(fields).filter((name) => identifying.test(name));
  const enough =
    wanted === undefined
      ? used
      : used.filter((name) => wanted.some((each) => name === each || name.startsWith(`${each}.`)));
  if ((wanted === undefined && used.length === 0) || enough.some((name) => factOf(input, name) !== undefined))
    return undefined;
  const names = (wanted ?? used).join(', ');
  return { kind: 'skip', because: 'no-identifier', reason: `none of these is known: ${names}` };
}

function requiredFields({ destination, action }: CatalogueSettings): string[] {
  const fields = Object.entries(catalogueEntry(destination)?.actions[action]?.fields ?? {});
  return fields.filter(([, { required }]) => required).map(([name]) => name);
}

/** The secrets that are settings of the destination. */
function accountSecrets({ destination }: CatalogueSettings, secrets: CatalogueSecrets): Record<string, string> {
  const known = catalogueEntry(destination)?.settings ?? {};
  return Object.fromEntries(
    Object.entries(secrets).flatMap(([name, value]) =>
      Object.hasOwn(known, name) && value !== undefined ? [[name, value]] : [],
    ),
  );
}

/** What the destination needs of its account, the fields name, and access needs. */
function missingSecrets(settings: CatalogueSettings, secrets: CatalogueSecrets): string[] {
  const given = Object.keys(secrets);
  const named = namesIn(settings.fields).flatMap((name) => secretName(name) ?? []);
  const wanted = [
    ...missingSettings(settings, (name) => given.includes(name)),
    ...[...named, ...accessSecrets(settings, secrets)].filter((name) => !given.includes(name)),
  ];
  return [...new Set(wanted)];
}

function accessSecrets({ destination, tokenEndpoint }: CatalogueSettings, { accessToken }: CatalogueSecrets): string[] {
  if (catalogueEntry(destination)?.accessToken !== true || accessToken !== undefined) return [];
  // Where nothing can be renewed only a token that lasts will do.
  const isRenewed = (tokenEndpoint ?? triedOf(destination).tokenEndpoint) !== undefined;
  return isRenewed ? ['clientId', 'clientSecret', 'refreshToken'] : ['accessToken'];
}
