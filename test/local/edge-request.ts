import type { EdgeRequest, EdgeResponse, Routes } from 'cloudformation-local';

/** A request as the edge hands it on; `content` is sent as JSON. */
export function edgeRequest(
  method: string,
  url: string,
  { content, body = '', headers = {} }: { content?: unknown; body?: string; headers?: Record<string, string> } = {},
): EdgeRequest {
  const [path = '', query = ''] = url.split('?');
  const json = content === undefined ? {} : { 'content-type': 'application/json' };
  return {
    method,
    path,
    query,
    headers: new Headers({ host: 'localhost:8787', ...json, ...headers }),
    body: Buffer.from(content === undefined ? body : JSON.stringify(content)),
    viewer: { address: '127.0.0.1', port: 1 },
  };
}

export async function ask(routes: Routes, ...request: Parameters<typeof edgeRequest>): Promise<EdgeResponse> {
  const response = await routes(edgeRequest(...request));
  if (response === undefined) throw new Error(`nobody answers ${request[0]} ${request[1]}`);
  return response;
}

export const jsonOf = (response: EdgeResponse) => JSON.parse(response.body.toString());
