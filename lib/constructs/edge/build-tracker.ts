import { createHash } from 'node:crypto';
import path from 'node:path';
import { minifySync } from '@swc/core';
import { type BuildOptions, buildSync } from 'esbuild';

export interface TrackerFiles {
  /** `t.js` */
  readonly script: string;
  /** What `t.js` loads behind itself, under a name that fits this content only: neither ever meets another version of the other. */
  readonly deferred: { readonly name: string; readonly text: string };
}

/** The tracker out of its sources in `web`. */
export function buildTracker(web: string): TrackerFiles {
  const text = build(path.join(web, 'tracker/deferred.ts'), { format: 'esm' });
  const name = `t-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.js`;
  const script = build(path.join(web, 'tracker/tracker.ts'), {
    format: 'iife',
    define: { deferredFile: JSON.stringify(name) },
  });
  return { script, deferred: { name, text } };
}

function build(entry: string, options: BuildOptions): string {
  const bundled = buildSync({
    ...options,
    entryPoints: [entry],
    bundle: true,
    legalComments: 'none',
    logLevel: 'warning',
    target: 'es2020', // browsers since 2020; an older one does not run it, and its page stays as it is
    write: false,
  });
  const script = smaller(bundled.outputFiles.map(({ text }) => text).join(''), options.format === 'esm');
  // Nearly all of it runs on each page: V8 then compiles it at once, not each function when it is first met.
  return `//# allFunctionsCalledOnLoad\n${script}`;
}

/** What one minifier leaves the other finds; compressed, the whole is smaller where functions are not put into each other. */
function smaller(script: string, module: boolean): string {
  const { code } = minifySync(script, {
    compress: {
      ecma: 2020,
      hoist_vars: true,
      inline: 0,
      keep_fargs: false,
      passes: 2,
      pure_getters: true,
      reduce_funcs: false,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_methods: true,
    },
    ecma: 2020,
    // A page of whatever encoding reads it right.
    format: { comments: false, ascii_only: true },
    mangle: true,
    module,
  });
  return code;
}
