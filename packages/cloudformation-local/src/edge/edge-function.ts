import { randomUUID } from 'node:crypto';
import { createContext, Script } from 'node:vm';
import * as z from 'zod';
import type { EdgeRequest, EdgeResponse } from './exchange.ts';

/** A CloudFront function at the viewer's request: passes it on, perhaps changed, or answers it. */
export type EdgeFunction = (request: EdgeRequest) => Promise<EdgeRequest | { readonly answer: EdgeResponse }>;

const valued = z.record(z.string(), z.looseObject({ value: z.string() }));

const passedOn = z.looseObject({ method: z.string(), uri: z.string(), querystring: valued, headers: valued });

const answered = z.looseObject({
  statusCode: z.number().int(),
  headers: valued.default({}),
  body: z.union([z.string(), z.looseObject({ data: z.string() }).transform(({ data }) => data)]).default(''),
});

/**
 * Compiles the code of a function, which defines `handler(event)`. It sees the language and nothing of this machine.
 * @throws SyntaxError
 */
export function compileEdgeFunction(name: string, code: string): EdgeFunction {
  const context = createContext(Object.create(null));
  new Script(code, { filename: `${name}.js` }).runInContext(context, { timeout: 1000 });
  // Only text crosses the border, so that neither side can reach into the other.
  const call = new Script('Promise.resolve(handler(JSON.parse(event))).then((result) => JSON.stringify(result))');
  return async (request) => {
    Reflect.set(context, 'event', JSON.stringify(viewerRequestEvent(request)));
    const text: unknown = await call.runInContext(context, { timeout: 1000 });
    const result: unknown = JSON.parse(z.string().parse(text));
    const response = answered.safeParse(result);
    if (response.success) {
      const { statusCode: status, headers, body } = response.data;
      return { answer: { status, headers: fromValued(headers), body } };
    }
    const { method, uri, querystring, headers } = passedOn.parse(result);
    return { ...request, method, path: uri, query: queryText(querystring), headers: fromValued(headers) };
  };
}

function viewerRequestEvent(request: EdgeRequest): object {
  const headers = [...request.headers].map(([name, value]): [string, object] => [name, { value }]);
  const query = [...new URLSearchParams(request.query)].map(([name, value]): [string, object] => [name, { value }]);
  return {
    version: '1.0',
    context: {
      distributionDomainName: 'local.cloudfront.net',
      distributionId: 'LOCAL',
      eventType: 'viewer-request',
      requestId: randomUUID(),
    },
    viewer: { ip: request.viewer.address },
    request: {
      method: request.method,
      uri: request.path,
      querystring: Object.fromEntries(query),
      headers: Object.fromEntries(headers),
      cookies: {},
    },
  };
}

function fromValued(entries: z.infer<typeof valued>): Headers {
  return new Headers(Object.entries(entries).map(([name, { value }]): [string, string] => [name, value]));
}

function queryText(entries: z.infer<typeof valued>): string {
  return new URLSearchParams(
    Object.entries(entries).map(([name, { value }]): [string, string] => [name, value]),
  ).toString();
}
