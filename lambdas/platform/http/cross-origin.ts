import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

type EdgeMiddleware = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

/**
 * Lets the page that asks read the answer, whatever its origin: which origins a site allows is the route's business,
 * and its 403 is the one answer that a page may not read.
 */
export function crossOrigin(): EdgeMiddleware {
  const open: EdgeMiddleware['after'] = ({ event, response }) => {
    const origin = event.headers.origin;
    if (!response) return;
    response.headers = {
      ...response.headers,
      vary: 'origin',
      ...(origin !== undefined && response.statusCode !== 403 && readableBy(origin)),
    };
  };
  return {
    before: ({ event }) =>
      event.requestContext.http.method === 'OPTIONS' ? preflight(event.headers.origin) : undefined,
    after: open,
    onError: open,
  };
}

/** The answer's time lets the tracker see how far the visitor's clock is off. */
function readableBy(origin: string): Record<string, string> {
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'date' };
}

function preflight(origin: string | undefined): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: 204,
    headers: {
      vary: 'origin',
      ...(origin !== undefined && { 'access-control-allow-origin': origin }),
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '86400',
    },
  };
}
