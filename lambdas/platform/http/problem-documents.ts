import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { describeError } from '../describe-error.ts';
import { logger } from '../log.ts';
import { Problem } from './problem.ts';

/** Errors to RFC 9457: a `Problem` is told as it is; anything else is logged, and the caller learns only that it failed. */
export function problemDocuments(): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    onError: async (request) => {
      const { error, event } = request;
      if (error instanceof Problem) {
        request.response = problemDocument(error);
        return;
      }
      logger.error('request failed', { route: event.routeKey, failure: describeError(error) });
      request.response = problemDocument(new Problem(500, 'the request could not be answered; please try again'));
    },
  };
}

function problemDocument({ status, title, detail, errors }: Problem): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    },
    body: JSON.stringify({ type: 'about:blank', title, status, detail, ...(errors && { errors }) }),
  };
}
