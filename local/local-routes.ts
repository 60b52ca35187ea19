import { jsonResponse, type Routes, redirect, serveFolder } from 'cloudformation-local';

export interface LocalPaths {
  /** Absolute folder of the demo's pages. */
  readonly demoFolder: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Softphone and mail. */
  readonly others: readonly Routes[];
}

/** What only the local run has beside the deployed paths. */
export function localRoutes({ demoFolder, outputs, others }: LocalPaths): Routes {
  return async (request) => {
    const query = request.query === '' ? '' : `?${request.query}`;
    if (request.path === '/' || request.path === '/demo') return redirect(`/demo/${query}`);
    if (request.path.startsWith('/demo/')) return serveFolder(demoFolder, '/demo/', request);
    if (request.path === '/local/outputs') return jsonResponse(200, outputs);
    for (const routes of others) {
      const response = await routes(request);
      if (response !== undefined) return response;
    }
    return undefined;
  };
}
