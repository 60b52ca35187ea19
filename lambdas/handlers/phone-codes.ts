import { randomInt } from 'node:crypto';
import { maxPageBodyBytes } from '../api/endpoint.ts';
import { countInNetwork } from '../leases/rate-limit/network-count-store.ts';
import { countingVisits, networkLimit } from '../leases/rate-limit/network-limit.ts';
import { givePhoneCode, type PhoneCodeDependencies } from '../page-api/phone-codes/give-phone-code.ts';
import { phoneCodeAnswer, phoneCodeAsk } from '../page-api/phone-codes/phone-code-endpoint.ts';
import { tableOf } from '../platform/aws/table.ts';
import { httpEdge } from '../platform/http/http-edge.ts';
import { parseOr400 } from '../platform/http/problem.ts';
import { answerSerializer } from '../platform/http/serialize-answer.ts';
import { loadOriginSecret, viewerOf } from '../platform/http/viewer.ts';
import { env, type PhoneCodeRoute } from '../platform/names.ts';
import { loadSigningKeys } from '../platform/signing-keys.ts';
import { tableSites } from '../settings/sites/site-store.ts';
import { numberOfCodes } from '../visits/phone-codes/phone-code.ts';

let dependencies: Omit<PhoneCodeDependencies, 'signingKeys'> | undefined;

/** Made at the first request and kept for the container's life. */
async function containerDependencies(): Promise<PhoneCodeDependencies> {
  dependencies ??= makeDependencies();
  return { ...dependencies, signingKeys: await loadSigningKeys() };
}

function makeDependencies(): Omit<PhoneCodeDependencies, 'signingKeys'> {
  const leases = tableOf(env.leasesTable);
  return {
    sites: tableSites(tableOf(env.settingsTable)),
    visits: tableOf(env.visitsTable),
    mayGive: networkLimit(
      async (count) => countInNetwork(leases, await loadSigningKeys(), 'newCodes', count),
      countingVisits,
    ),
    loopbackIsDeveloper: process.env[env.loopbackVisitors] === 'allow',
    clock: () => Date.now(),
    draw: () => randomInt(numberOfCodes),
  };
}

/** The codes that pages show. A function apart, so that the one that every visitor meets stays small. */
export const handler = httpEdge<PhoneCodeRoute>({
  maxBodyBytes: maxPageBodyBytes,
  cors: true,
  serialize: answerSerializer({ 'POST /v1/phone-codes': phoneCodeAnswer }),
  routes: {
    'POST /v1/phone-codes': async ({ body, headers, origin }) => {
      const ask = parseOr400(phoneCodeAsk, body ?? {});
      const [kept, originSecret] = await Promise.all([containerDependencies(), loadOriginSecret()]);
      const viewer = viewerOf(headers, originSecret);
      return { status: 200, body: await givePhoneCode(kept, { ask, origin, viewer }) };
    },
  },
});
