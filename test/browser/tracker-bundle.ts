import path from 'node:path';
import { buildSync } from 'esbuild';

/** `t.js` as `WebPages` in `lib/` builds it. */
export function trackerBundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, '../../web/tracker/tracker.ts')],
    banner: { js: '//# allFunctionsCalledOnLoad' },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
    write: false,
  });
  return outputFiles[0]!.text;
}
