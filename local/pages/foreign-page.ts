import { type EdgeRequest, type EdgeResponse, problemResponse } from 'cloudformation-local';

/**
 * Whether a web page that is not served here made the request. Browsers name the page's origin with what may change something;
 * of a picture or a link they only say whether it stands on another site.
 */
export function isFromForeignPage({ headers }: EdgeRequest): boolean {
  const origin = headers.get('origin');
  if (origin !== null && !isOwn(origin, headers)) return true;
  const site = headers.get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}

/**
 * Turns away what a page of the internet could make a browser send here: a request under another origin, and one that names
 * neither an origin nor JSON (JSON needs the browser's question first, and that is never granted). Undefined lets it pass.
 */
export function refuseForeignPage(request: EdgeRequest): EdgeResponse | undefined {
  if (isFromForeignPage(request)) return problemResponse(403, 'Pages of other origins may not do this.');
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (request.headers.has('origin') || type === 'application/json') return undefined;
  return problemResponse(415, 'The header content-type must be application/json.');
}

function isOwn(origin: string, headers: Headers): boolean {
  return origin.toLowerCase() === `http://${headers.get('host') ?? ''}`.toLowerCase();
}
