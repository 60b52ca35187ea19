import path from 'node:path';
import { minifySync } from '@swc/core';
import { buildSync } from 'esbuild';

/** Browsers since 2020; an older one does not run it, and its page stays as it is. */
const target = 'es2020';

/** `t.js` out of the sources in `web`. */
export function buildTracker(web: string): string {
  const bundled = buildSync({
    entryPoints: [path.join(web, 'tracker/tracker.ts')],
    bundle: true,
    format: 'iife',
    legalComments: 'none',
    logLevel: 'warning',
    minify: true,
    target,
    write: false,
  });
  // Nearly all of it runs on each page: V8 then compiles it at once, not each function when it is first met.
  return `//# allFunctionsCalledOnLoad\n${smaller(bundled.outputFiles.map(({ text }) => text).join(''))}`;
}

/** What one minifier leaves the other finds; compressed, the whole is smaller where functions are not put into each other. */
function smaller(script: string): string {
  const { code } = minifySync(script, {
    compress: {
      ecma: 2020,
      inline: 0,
      keep_fargs: false,
      passes: 2,
      pure_getters: true,
      reduce_funcs: false,
      reduce_vars: false,
      unsafe_arrows: true,
      unsafe_methods: true,
    },
    ecma: 2020,
    format: { comments: false },
    mangle: true,
  });
  return code;
}
