import { type EdgeRequest, type EdgeResponse, jsonResponse, type Routes, redirect } from './edge/exchange.ts';
import { serveFolder } from './edge/web-folder.ts';

export interface LocalPaths {
  /** Absolute folder of the demo's pages. */
  readonly demoFolder: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Softphone and mail. */
  readonly routes: readonly Routes[];
}

/** What only the local run has beside the deployed paths; undefined for all others. */
export async function serveLocalPath(paths: LocalPaths, request: EdgeRequest): Promise<EdgeResponse | undefined> {
  const query = request.query === '' ? '' : `?${request.query}`;
  if (request.path === '/' || request.path === '/demo') return redirect(`/demo/${query}`);
  if (request.path.startsWith('/demo/')) return serveFolder(paths.demoFolder, '/demo/', request);
  if (request.path === '/local/outputs') return jsonResponse(200, paths.outputs);
  for (const route of paths.routes) {
    const response = await route(request);
    if (response !== undefined) return response;
  }
  return undefined;
}
