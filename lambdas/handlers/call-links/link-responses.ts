import { describeError } from '../../platform/describe-error.ts';
import type { EdgeRequest } from '../../platform/http/edge-request.ts';
import type { EdgeResponse } from '../../platform/http/http-edge.ts';
import { notFound, Problem, parseOr400 } from '../../platform/http/problem.ts';
import { logger } from '../../platform/log.ts';
import { linkPicture } from '../../recipients/call-link/link-picture.ts';
import type { LinkSources } from '../../recipients/call-link/open-link.ts';
import { failedPage, type HtmlPage } from '../../recipients/call-link/page/call-page.ts';
import { numberPicture } from '../../recipients/call-link/picture/number-picture.ts';
import { pictureQuery } from '../../recipients/call-link/picture/picture-request.ts';
import { showLink } from '../../recipients/call-link/show-link.ts';

const pictureEnd = '.png';

/** The token whose picture a path asks for; undefined where it asks for the page. */
export function pictureToken(path: string): string | undefined {
  return path.endsWith(pictureEnd) ? path.slice(0, -pictureEnd.length) : undefined;
}

/** The picture of a number, for as long as it may be kept. */
export async function pictureResponse(
  sources: LinkSources,
  token: string,
  query: EdgeRequest['query'],
  now: number,
): Promise<EdgeResponse> {
  const look = parseOr400(pictureQuery, query);
  const picture = await linkPicture(sources, token, now);
  if (picture === undefined) throw notFound('this link is not known');
  const headers = {
    'content-type': 'image/png',
    'cache-control': `public, max-age=${picture.seconds}`,
    // Mail on the web shows it within pages of its own.
    'cross-origin-resource-policy': 'cross-origin',
    'x-robots-tag': 'noindex',
  };
  return { status: 200, bytes: numberPicture(picture.number, look), headers };
}

/** The page of a link. People open it: what fails is told as a page, too. */
export async function pageResponse(
  sources: LinkSources,
  {
    token,
    origin,
    userAgent,
  }: { readonly token: string; readonly origin: string; readonly userAgent: string | undefined },
  now: number,
): Promise<EdgeResponse> {
  try {
    const url = `${origin}/c/${encodeURIComponent(token)}`;
    return respond(await showLink(sources, { token, url, userAgent }, now));
  } catch (error) {
    logger.error('the page of a call link failed', { failure: describeError(error) });
    return respond(failedPage());
  }
}

function respond({ status, html, policy }: HtmlPage): EdgeResponse {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  };
  return { status, text: html, headers };
}

/** Why a click on a link that cannot be used comes to nothing. */
export function uselessLink(kind: 'expired' | 'unknown'): Problem {
  return kind === 'expired' ? new Problem(410, 'this link has expired') : notFound('this link is not known');
}

/** The answer to a method that is of no use there. */
export function notAllowed(allowed: string): EdgeResponse {
  const body = { type: 'about:blank', title: 'Method Not Allowed', status: 405, detail: `must be one of ${allowed}` };
  return {
    status: 405,
    text: JSON.stringify(body),
    headers: { 'content-type': 'application/problem+json', allow: allowed },
  };
}
