import path from 'node:path';
import { build } from 'esbuild';
import { mostBundleBytes } from '../../bench/cold/bundle-limit.ts';

/** As the construct builds it (`lib/constructs/function.ts`), but for the map. */
async function bundle(handler: string) {
  const { metafile } = await build({
    entryPoints: [`lambdas/handlers/${handler}.ts`],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    outdir: 'unwritten',
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    alias: { '@aws-sdk/credential-provider-node': path.resolve('lambdas/platform/aws/env-credentials.ts') },
    logLevel: 'error',
  });
  const [output] = Object.values(metafile.outputs);
  if (output === undefined) throw new Error('there is no bundle');
  const bytesOf = Object.entries(output.inputs).map(([file, { bytesInOutput }]) => [file, bytesInOutput] as const);
  return { bytes: output.bytes, bytesOf: new Map(bytesOf.filter(([, bytes]) => bytes > 0)) };
}

const bundled = bundle('numbers');

test('the function that gives numbers loads the small variant of zod only, and no more of it than it uses', async () => {
  const { bytesOf } = await bundled;
  const files = [...bytesOf.keys()];
  expect(files).toContainEqual(expect.stringContaining('zod/v4/mini/'));
  expect(files.filter((file) => /zod\/v4\/(classic|locales)\/|to-json-schema/.test(file))).toEqual([]);
  // All of its inner helpers are 13 KB; they come along when one of the library's functions names them as a whole.
  const helpers = [...bytesOf].filter(([file]) => file.endsWith('zod/v4/core/util.js'));
  expect(helpers).toEqual([[expect.any(String), expect.any(Number)]]);
  for (const [, bytes] of helpers) expect(bytes).toBeLessThan(6000);
});

test('it is no larger than it was when its load time was measured', async () => {
  const { bytes, bytesOf } = await bundled;
  const largest = [...bytesOf]
    .filter(([file]) => !file.startsWith('node_modules/@'))
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 30);
  // The list is there for whoever has to find what grew.
  expect({ isSmall: bytes <= mostBundleBytes, ...(bytes > mostBundleBytes && { bytes, largest }) }).toEqual({
    isSmall: true,
  });
});

test.each(['numbers', 'consents'])('the function %s does not load the words of the API', async (handler) => {
  const { bytesOf } = await bundle(handler);
  expect([...bytesOf.keys()].filter((file) => file.startsWith('lambdas/api/'))).toEqual([]);
});
