import { maxPageBodyBytes } from '../api/endpoint.ts';
import { tableOf } from '../platform/aws/table.ts';
import { counters } from '../platform/counters.ts';
import { publicUrl } from '../platform/environment.ts';
import type { EdgeRequest } from '../platform/http/edge-request.ts';
import { type EdgeRoute, httpEdge } from '../platform/http/http-edge.ts';
import { parseOr400 } from '../platform/http/problem.ts';
import { loadOriginSecret, viewerOf } from '../platform/http/viewer.ts';
import { type CallLinkGatewayRoute, env } from '../platform/names.ts';
import { clickLink } from '../recipients/call-link/click-link.ts';
import { linkAsk } from '../recipients/call-link/link-answers.ts';
import { notAllowed, pageResponse, pictureResponse, pictureToken, uselessLink } from './call-links/link-responses.ts';
import { containerDependencies } from './leasing/container-dependencies.ts';

const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'call-links');
// A mail's links are opened in a burst, by many containers that nobody asks again: each writes what it counts at once.
const poolCountsToLose = 0;
const kept = containerDependencies(count, poolCountsToLose);
const dependencies = async () => ({ ...(await kept()), settings: tableOf(env.settingsTable) });

/** What stands behind `/c/`: links come back with a slash at their end. */
function tokenOf({ token = '' }: EdgeRequest['path']): string {
  return token.replace(/\/+$/, '');
}

/** Reads only. Of a `HEAD` the gateway sends the headers, which are those of the whole answer. */
const show: EdgeRoute = async ({ path, query, userAgent }) => {
  const token = tokenOf(path);
  const pictured = pictureToken(token);
  const sources = await dependencies();
  if (pictured !== undefined) return pictureResponse(sources, pictured, query, Date.now());
  return pageResponse(sources, { token, origin: publicUrl(), userAgent }, Date.now());
};

const refuse: EdgeRoute = async ({ path }) =>
  notAllowed(pictureToken(tokenOf(path)) === undefined ? 'GET, HEAD, POST' : 'GET, HEAD');

/** Links in mails to recipients: a page that calls, and the picture of their number. */
export const handler = httpEdge<CallLinkGatewayRoute>({
  maxBodyBytes: maxPageBodyBytes,
  afterEach: () => publish(Date.now()),
  withBody: new Set<string>(['POST /c/{token+}']),
  routes: {
    'GET /c/{token+}': show,
    'HEAD /c/{token+}': show,
    'GET /c': show,
    'HEAD /c': show,
    'POST /c/{token+}': async (request) => {
      const token = tokenOf(request.path);
      if (pictureToken(token) !== undefined) return refuse(request);
      const ask = parseOr400(linkAsk, request.body ?? {});
      const viewer = viewerOf(request.headers, await loadOriginSecret());
      const clicked = await clickLink(await dependencies(), { token, ask, userAgent: request.userAgent, viewer });
      if (clicked.kind !== 'clicked') throw uselessLink(clicked.kind);
      return { status: 200, body: clicked.answer };
    },
    'ANY /c/{token+}': refuse,
  },
});
