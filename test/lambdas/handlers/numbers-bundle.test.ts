import { build } from 'esbuild';

test('the function that gives numbers loads the small variant of zod only', async () => {
  const { metafile } = await build({
    entryPoints: ['lambdas/handlers/numbers.ts'],
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'unwritten',
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  const loaded = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  expect(loaded).toContainEqual(expect.stringContaining('zod/v4/mini/'));
  expect(loaded.filter((file) => /zod\/v4\/(classic|locales)\/|to-json-schema/.test(file))).toEqual([]);
});
