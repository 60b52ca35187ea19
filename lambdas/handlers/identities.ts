import { maxPageBodyBytes } from '../api/endpoint.ts';
import { linkVisitor, unlinkVisitor } from '../orders/identity.ts';
import type { OrderSources } from '../orders/seek-order.ts';
import { type IdentifyDependencies, identify, identifyAnswer, identifyAsk } from '../page-api/identify.ts';
import { tableOf } from '../platform/aws/table.ts';
import { httpEdge } from '../platform/http/http-edge.ts';
import { parseOr400 } from '../platform/http/problem.ts';
import { rejectUnstorable } from '../platform/http/reject-unstorable.ts';
import { answerSerializer } from '../platform/http/serialize-answer.ts';
import { loadIdentityKey } from '../platform/identity-key.ts';
import { env, type IdentityRoute } from '../platform/names.ts';
import { loadSigningKeys } from '../platform/signing-keys.ts';
import { type SiteCache } from '../settings/sites/site-cache.ts';
import { tableSites } from '../settings/sites/site-store.ts';
import { settleLater } from '../settle/settle-queue.ts';

/** This container's. */
let sites: SiteCache | undefined;

async function containerDependencies(): Promise<IdentifyDependencies> {
  const settings = tableOf(env.settingsTable);
  sites ??= tableSites(settings);
  const orders: OrderSources = {
    settings,
    calls: tableOf(env.callsTable),
    identityKey: loadIdentityKey,
    settleLater,
  };
  return {
    sites,
    visits: tableOf(env.visitsTable),
    signingKeys: await loadSigningKeys(),
    link: ({ site, visitor }, email) => linkVisitor(orders, { site, visitor, email }, Date.now()),
    unlink: ({ site, visitor }) => unlinkVisitor(orders, { site, visitor }),
    clock: () => Date.now(),
  };
}

/** Who visitors are, as their pages say. A function apart, so that the one that gives numbers touches no calls. */
export const handler = httpEdge<IdentityRoute>({
  maxBodyBytes: maxPageBodyBytes,
  cors: true,
  serialize: answerSerializer({ 'POST /v1/visitor-identities': identifyAnswer }),
  routes: {
    'POST /v1/visitor-identities': async ({ body = {}, origin }) => {
      rejectUnstorable(body);
      const ask = parseOr400(identifyAsk, body);
      return { status: 200, body: await identify(await containerDependencies(), { ask, origin }) };
    },
  },
});
