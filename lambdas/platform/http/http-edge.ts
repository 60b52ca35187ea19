import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { crossOrigin } from './cross-origin.ts';
import { type BodyOptions, type EdgeRequest, edgeRequest } from './edge-request.ts';
import { badRequest, notFound, type Problem } from './problem.ts';
import { problemDocuments } from './problem-documents.ts';

/** `body` is sent as JSON, `text` and `bytes` as they are, with the content type of the headers; without any of them the answer is empty. */
export interface EdgeResponse {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export type EdgeRoute = (request: EdgeRequest) => Promise<EdgeResponse>;

/** The endpoints of one function, and what holds for all of them. */
export interface HttpEdge<RouteKey extends string> extends BodyOptions {
  readonly routes: Readonly<Record<RouteKey, EdgeRoute>>;
  /** Those that take a body; what is sent with others is not looked at. Missing: all of them. */
  readonly withBody?: ReadonlySet<string>;
  /** What is sent of the body of a successful answer; else all of it. */
  readonly serialize?: (routeKey: string, body: unknown) => unknown;
  /** Done after each request, whatever became of it. */
  readonly afterEach?: () => void;
  /** Pages of other origins use them: `OPTIONS` is answered, and answers may be read by the asking origin. */
  readonly cors?: boolean;
}

/** The one way from API Gateway to a slice and back. Errors become problem documents; an unknown route is a 404 problem. */
export function httpEdge<RouteKey extends string>(edge: HttpEdge<RouteKey>) {
  const routes = new Map<string, EdgeRoute>(Object.entries<EdgeRoute>(edge.routes));
  const pipeline = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>();
  if (edge.cors) pipeline.use(crossOrigin());
  const answer = async (event: APIGatewayProxyEventV2) => {
    const route = routes.get(event.routeKey);
    if (route === undefined) throw noRoute(event.rawPath);
    const { body: _ignored, ...bodiless } = event;
    const takesBody = edge.withBody?.has(event.routeKey) ?? true;
    const response = await route(edgeRequest(takesBody ? event : bodiless, edge));
    const isSerialized = edge.serialize !== undefined && response.body !== undefined && response.status < 300;
    return structured(response, isSerialized ? edge.serialize(event.routeKey, response.body) : response.body);
  };
  return pipeline.use(problemDocuments()).handler((event) => answer(event).finally(edge.afterEach));
}

/** A path that nobody can decode fits no route, whatever was meant. */
function noRoute(path: string): Problem {
  try {
    decodeURI(path);
    return notFound('there is no such route');
  } catch {
    return badRequest('the path is not percent-encoded UTF-8');
  }
}

function structured(response: EdgeResponse, body: unknown): APIGatewayProxyStructuredResultV2 {
  const headers = { 'cache-control': 'no-store', ...response.headers };
  if (response.bytes !== undefined) {
    const base64 = Buffer.from(response.bytes).toString('base64');
    return { statusCode: response.status, headers, body: base64, isBase64Encoded: true };
  }
  if (response.text !== undefined) return { statusCode: response.status, headers, body: response.text };
  if (body === undefined) return { statusCode: response.status, headers };
  return {
    statusCode: response.status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}
