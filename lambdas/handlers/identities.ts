import { maxPageBodyBytes } from '../api/endpoint.ts';
import { linkVisitor, unlinkAddress, unlinkVisitor } from '../orders/identity.ts';
import { recipientOfSite } from '../orders/recipient-of-site.ts';
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
  const [settings, visits] = [tableOf(env.settingsTable), tableOf(env.visitsTable)];
  sites ??= tableSites(settings);
  const orders: OrderSources = {
    settings,
    calls: tableOf(env.callsTable),
    identityKey: loadIdentityKey,
    settleLater,
  };
  return {
    sites,
    visits,
    signingKeys: await loadSigningKeys(),
    link: ({ site, visitor }, email) => linkVisitor(orders, { site, visitor, email }, Date.now()),
    recipientOf: (site, token) => recipientOfSite(visits, site, token),
    unlink: ({ site, visitor }) => unlinkVisitor(orders, { site, visitor }),
    unlinkAddress: ({ site, visitor }, email) => unlinkAddress(orders, { site, visitor, email }),
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
