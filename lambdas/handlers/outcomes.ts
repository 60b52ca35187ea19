import * as z from 'zod';
import { maxPageBodyBytes } from '../api/endpoint.ts';
import { tableOf } from '../platform/aws/table.ts';
import { describeError } from '../platform/describe-error.ts';
import { type EdgeResponse, type EdgeRoute, httpEdge } from '../platform/http/http-edge.ts';
import { Problem } from '../platform/http/problem.ts';
import { logger } from '../platform/log.ts';
import { env, type OutcomeRoute } from '../platform/names.ts';
import { loadSigningKeys } from '../platform/signing-keys.ts';
import { settleLater } from '../settle/settle-queue.ts';
import { type LinkDependencies, sayByLink, showLink } from '../team/outcome-link/answer-link.ts';
import { type HtmlPage, outcomePagePolicy, sorryPage } from '../team/outcome-link/outcome-page.ts';

const bytes = z.instanceof(Uint8Array);

async function dependencies(): Promise<LinkDependencies> {
  const signingKeys = await loadSigningKeys();
  return { signingKeys, settings: tableOf(env.settingsTable), calls: tableOf(env.callsTable), settleLater };
}

function respond({ status, html }: HtmlPage): EdgeResponse {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': outcomePagePolicy };
  return { status, text: html, headers };
}

/** People open these links: what fails is told as a page too. */
async function orSorry(answer: () => Promise<EdgeResponse>): Promise<EdgeResponse> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof Problem) return respond(sorryPage(error.status, `${error.detail}.`));
    logger.error('the page of an outcome link failed', { failure: describeError(error) });
    return respond(sorryPage(500, 'It failed here. Please try again in a minute.'));
  }
}

const show: EdgeRoute = ({ path }) =>
  orSorry(async () => respond(await showLink(await dependencies(), path.token ?? '', Date.now())));

/** Links in mails by which the team says what came of a call. */
export const handler = httpEdge<OutcomeRoute>({
  maxBodyBytes: maxPageBodyBytes,
  rawBodies: true,
  withBody: new Set<OutcomeRoute>(['POST /v1/outcome/{token}']),
  routes: {
    'GET /v1/outcome/{token}': show,
    'HEAD /v1/outcome/{token}': async (request) => {
      const { text: _, ...head } = await show(request);
      return head;
    },
    'POST /v1/outcome/{token}': ({ path: { token = '' }, body }) =>
      orSorry(async () => {
        const said = await sayByLink(await dependencies(), token, bytes.parse(body), Date.now());
        if ('status' in said) return respond(said);
        // Shown by a request of its own: loading the page again sends nothing.
        return { status: 303, headers: { location: `/v1/outcome/${encodeURIComponent(token)}` } };
      }),
  },
});
