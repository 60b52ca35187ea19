import { maxPageBodyBytes } from '../api/endpoint.ts';
import { unlinkVisitor } from '../orders/identity.ts';
import { consentAnswer, consentAsk } from '../page-api/consent-endpoint.ts';
import { type ConsentDependencies, updateConsent } from '../page-api/update-consent.ts';
import { tableOf } from '../platform/aws/table.ts';
import { httpEdge } from '../platform/http/http-edge.ts';
import { parseOr400 } from '../platform/http/problem.ts';
import { answerSerializer } from '../platform/http/serialize-answer.ts';
import { loadIdentityKey } from '../platform/identity-key.ts';
import { type ConsentRoute, env } from '../platform/names.ts';
import { newId } from '../platform/new-id.ts';
import { loadSigningKeys } from '../platform/signing-keys.ts';
import { tableSites } from '../settings/sites/site-store.ts';

let dependencies: Omit<ConsentDependencies, 'signingKeys'> | undefined;

/** Made at the first request and kept for the container's life. */
async function containerDependencies(): Promise<ConsentDependencies> {
  dependencies ??= makeDependencies();
  return { ...dependencies, signingKeys: await loadSigningKeys() };
}

function makeDependencies(): Omit<ConsentDependencies, 'signingKeys'> {
  const settings = tableOf(env.settingsTable);
  return {
    sites: tableSites(settings),
    settings,
    leases: tableOf(env.leasesTable),
    visits: tableOf(env.visitsTable),
    forgetPerson: (visitor) => unlinkVisitor({ calls: tableOf(env.callsTable), identityKey: loadIdentityKey }, visitor),
    clock: () => Date.now(),
    newId,
  };
}

/** What visitors say may be kept: a function apart, so that the one that all pages ask can erase nothing. */
export const handler = httpEdge<ConsentRoute>({
  maxBodyBytes: maxPageBodyBytes,
  cors: true,
  serialize: answerSerializer({ 'POST /v1/consents': consentAnswer }),
  routes: {
    'POST /v1/consents': async ({ body, origin }) => {
      const ask = parseOr400(consentAsk, body ?? {});
      return { status: 200, body: await updateConsent(await containerDependencies(), { ask, origin }) };
    },
  },
});
