import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

const folder = path.join(__dirname, '../../web/dashboard');

export interface ServedFile {
  readonly type: string;
  readonly content: Uint8Array | string;
}

/** What `WebPages` in `lib/` makes of the dashboard, by path. */
export function dashboardFiles(): ReadonlyMap<string, ServedFile> {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(folder, 'main.tsx')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: '/',
    write: false,
  });
  const page = { type: 'text/html', content: readFileSync(path.join(folder, 'index.html'), 'utf8') };
  return new Map<string, ServedFile>([
    ['/dashboard/', page],
    ...outputFiles.map(({ path: file, contents }): [string, ServedFile] => [
      `/dashboard/${path.basename(file)}`,
      { type: file.endsWith('.css') ? 'text/css' : 'text/javascript', content: contents },
    ]),
  ]);
}
