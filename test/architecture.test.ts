import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { violations } from './architecture/rules.ts';
import { smallFiles } from './architecture/small-files.ts';
import { readSource, type SourceFile } from './architecture/source-file.ts';

const root = path.join(__dirname, '..');

function sourceTree(): SourceFile[] {
  return globSync(
    ['bin', 'lib', 'lambdas', 'local', 'packages', 'web', 'test'].map((folder) => `${folder}/**/*.{ts,tsx}`),
    {
      cwd: root,
      exclude: ['web/dist/**', '**/node_modules/**', 'test/fixtures/**'],
    },
  ).map((file) => readSource(file.split(path.sep).join('/'), readFileSync(path.join(root, file), 'utf8')));
}

test('every file keeps the rules of the house', () => {
  const files = sourceTree();
  expect(files.length).toBeGreaterThan(10);
  expect(violations(files)).toEqual([]);
});

test('no idea is scattered over files of a few lines', () => {
  expect(smallFiles(sourceTree())).toEqual([]);
});

test('a small file is told so, unless three others need it', () => {
  const small = readSource('lib/small.ts', 'export const x = 1;\n');
  const users = ['a', 'b', 'c'].map((name) =>
    readSource(`lib/${name}.ts`, "import { x } from './small.ts';\n".repeat(20)),
  );
  expect(smallFiles([small, ...users])).toEqual([]);
  expect(smallFiles([small, ...users.slice(1)])).toEqual([
    'lib/small.ts: has 1 lines and 2 importers; put it where it is needed',
  ]);
});

test('there are no path aliases in tsconfig.json or package.json', () => {
  const tsconfig = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8'));
  const packageFile = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  expect(tsconfig.compilerOptions.paths).toBeUndefined();
  expect(packageFile.imports).toBeUndefined();
});

test('a workspace imports what it declares, and knows nothing of the product', () => {
  for (const manifest of globSync('packages/*/package.json', { cwd: root })) {
    const folder = path.dirname(manifest);
    const { dependencies } = JSON.parse(readFileSync(path.join(root, manifest), 'utf8'));
    const sources = sourceTree().filter(({ path: file }) => file.startsWith(folder) && !file.includes('/test/'));
    expect(sources.length).toBeGreaterThan(10);
    const imported = sources.flatMap(({ imports }) => imports.map(({ from }) => from));
    expect(new Set(imported.filter((from) => !/^(\.|node:)/.test(from)))).toEqual(new Set(Object.keys(dependencies)));
    for (const file of globSync(`${folder}/**/*.{ts,json,md}`, { cwd: root })) {
      expect([file, /leaseline/i.exec(readFileSync(path.join(root, file), 'utf8'))?.[0]]).toEqual([file, undefined]);
    }
  }
});

/** Files that exist besides the bad example, so that its imports resolve. */
const neighbours = [
  'lambdas/platform/names.ts',
  'lambdas/platform/log.ts',
  'lambdas/settings/site.ts',
  'lambdas/settings/written-number.ts',
  'lambdas/leases/slot.ts',
  'lambdas/visits/visit.ts',
  'lambdas/page-api/ask.ts',
  'lambdas/handlers/numbers.ts',
  'lambdas/handlers/numbers/part.ts',
  'lambdas/handlers/calls/part.ts',
  'lib/config.ts',
  'local/run.ts',
  'packages/cloudformation-local/src/machine.ts',
  'web/tracker/swap.ts',
].map((file) => readSource(file, 'export const x = 1;\n'));

function broken(file: string, text: string): string[] {
  return violations([...neighbours, readSource(file, text)]);
}

describe('a file that breaks a rule is told which', () => {
  test.each([
    [
      'lambdas/settings/bad.ts',
      "import { x } from '../leases/slot.ts';",
      'settings may import only platform, attribution, conditions',
    ],
    [
      'lambdas/leases/bad.ts',
      "import type { X } from '../visits/visit.ts';",
      'leases may import only platform, attribution, conditions, settings',
    ],
    [
      'lambdas/visits/bad.ts',
      "export type A = import('../leases/slot.ts').X;",
      'visits may import only platform, attribution, conditions, settings',
    ],
    ['lambdas/platform/bad.ts', "import { x } from '../settings/site.ts';", 'platform may import no other slice'],
    ['lambdas/leases/bad.ts', "const a = await import('../page-api/ask.ts');", 'leases may import only'],
    ['lambdas/billing/bad.ts', "import { x } from '../platform/log.ts';", 'not a slice of this house'],
    ['lambdas/leases/bad.ts', "import { A } from '@aws-sdk/client-sqs';", 'only *-store.ts files and platform/'],
    ['lambdas/handlers/bad.ts', "import { A } from '@aws-sdk/lib-dynamodb';", 'only *-store.ts files and platform/'],
    ['lambdas/handlers/bad.ts', "import { x } from './numbers.ts';", 'nothing imports a handler'],
    ['lambdas/handlers/bad.ts', "import { x } from './numbers/part.ts';", 'nothing imports a handler'],
    ['lambdas/handlers/numbers/bad.ts', "import { x } from '../numbers.ts';", 'nothing imports a handler'],
    ['bin/bad.ts', "import { x } from '../lambdas/handlers/numbers.ts';", 'nothing imports a handler'],
    ['bin/bad.ts', "import { x } from '../lambdas/handlers/calls/part.ts';", 'nothing imports a handler'],
    ['lib/bad.ts', "import { x } from '../lambdas/platform/log.ts';", 'lib/ may not import lambdas/'],
    ['lib/bad.ts', "import { x } from '../local/run.ts';", 'lib/ may not import local/'],
    ['lib/bad.ts', "import { x } from 'cloudformation-local';", 'only the local run needs'],
    [
      'local/bad.ts',
      "import { x } from '../packages/cloudformation-local/src/machine.ts';",
      'local/ may not import packages/',
    ],
    ['packages/cloudformation-local/src/bad.ts', "import { x } from 'cloudformation-local';", 'only the local run'],
    [
      'packages/cloudformation-local/src/bad.ts',
      "import type { x } from '../../../lambdas/platform/names.ts';",
      'packages/ may not import lambdas/',
    ],
    [
      'packages/cloudformation-local/test/bad.ts',
      "import { x } from '../../../local/run.ts';",
      'packages/ may not import local/',
    ],
    ['local/bad.ts', "import type { x } from '../lambdas/platform/names.ts';", 'local/ may not import lambdas/'],
    ['local/bad.ts', "import { x } from '../lib/config.ts';", 'local/ may not import lib/'],
    ['lambdas/leases/bad.ts', "import { x } from '../../local/run.ts';", 'lambdas/ may not import local/'],
    ['web/bad.ts', "import { x } from '../lambdas/settings/site.ts';", 'only types from outside'],
    ['web/bad.ts', "import { type A, x } from '../lambdas/settings/site.ts';", 'only types from outside'],
    ['lambdas/settings/written-number.ts', "import { x } from './site.ts';", 'web pages bundle it'],
    ['lambdas/calls/call.ts', "import * as z from 'zod';", 'web pages bundle it'],
    ['web/bad.ts', "import { A } from '@aws-sdk/client-sqs';", 'which has no place there'],
    ['lambdas/leases/index.ts', "export { x } from './slot.ts';\nexport const y = 1;", 'is a barrel'],
    ['lambdas/leases/everything.ts', "export * from './slot.ts';", 'is a barrel'],
    ['lib/bad.ts', "import { x } from '@/lib/config';", 'no path aliases'],
    ['lib/bad.ts', "import { x } from './config';", 'write the name with its ending'],
    ['lib/bad.ts', "import { x } from './gone.ts';", 'is not a file'],
    ['lib/utils/bad.ts', 'export const x = 1;', '"utils" does not say'],
    ['lambdas/leases/helpers.ts', 'export const x = 1;', '"helpers" does not say'],
    ['lib/common.test.ts', 'export const x = 1;', '"common" does not say'],
    ['lib/bad.ts', 'x();\n'.repeat(251), 'has 251 lines'],
    ['test/lib/bad.test.ts', 'x();\n'.repeat(301), 'has 301 lines'],
    ['lambdas/leases/bad.ts', 'export const at = () => Date.now();', 'takes Date.now by itself'],
    ['lambdas/leases/bad.ts', 'export const at = () => new Date();', 'takes new Date() by itself'],
    ['lambdas/visits/bad.ts', 'export const at = Math.random;', 'takes Math.random by itself'],
    ['lambdas/visits/bad.ts', "import { randomUUID } from 'node:crypto';", 'takes randomUUID by itself'],
    ['lambdas/page-api/bad.ts', 'export const id = () => crypto.randomUUID();', 'takes crypto.randomUUID by itself'],
    ['lambdas/settings/bad.ts', 'export const table = process.env.TABLE;', 'takes process.env by itself'],
  ])('%s, example %#', (file, text, sentence) => {
    const found = broken(file, text);
    expect(found).toEqual([expect.stringContaining(sentence)]);
    expect(found[0]).toContain(file);
  });

  test('a folder of more than one subject is told so', () => {
    const many = Array.from({ length: 21 }, (_, index) => readSource(`lib/heap/a${index}.ts`, 'x();\n'));
    expect(violations(many)).toEqual(['lib/heap/: has 21 files; 20 are the most']);
    expect(violations(many.slice(1))).toEqual([]);
  });

  test('a tree of large files is told so', () => {
    const large = Array.from({ length: 20 }, (_, index) => readSource(`lib/a${index}.ts`, 'x();\n'.repeat(80)));
    expect(violations(large)).toEqual(['the median source file has 80 lines; it should be under 80']);
  });
});

describe('a file that keeps the rules passes', () => {
  test.each([
    ['lambdas/page-api/good.ts', "import { x } from '../visits/visit.ts';\nimport { y } from '../leases/slot.ts';"],
    [
      'lambdas/leases/slots/slot-transitions-store.ts',
      "import { A } from '@aws-sdk/lib-dynamodb';\nexport const at = Date.now();",
    ],
    ['lambdas/handlers/good.ts', "import { x } from '../page-api/ask.ts';\nexport const at = process.env.A;"],
    ['lambdas/handlers/numbers/good.ts', "import { x } from './part.ts';"],
    ['lambdas/handlers/good.ts', "import { x } from './calls/part.ts';"],
    ['lambdas/platform/clock.ts', 'export const now = () => Date.now();'],
    ['lambdas/leases/good.ts', 'export const iso = (now: number) => new Date(now).toISOString();'],
    ['lambdas/leases/good.ts', '// Date.now() is taken by the handler\nexport const text = "process.env";'],
    ['lib/good.ts', "import { x } from '../lambdas/platform/names.ts';\nimport { Stack } from 'aws-cdk-lib/core';"],
    ['web/good.tsx', "import type { X } from '../lambdas/settings/site.ts';\nexport const a = <b>{1}</b>;"],
    ['web/good.ts', "import { x } from '../lambdas/settings/written-number.ts';"],
    ['bin/good.ts', "import { x } from '../lambdas/settings/site.ts';\nimport { y } from '../local/run.ts';"],
    ['local/good.ts', "import { x } from 'cloudformation-local';"],
    ['packages/cloudformation-local/index.ts', "export { x } from './src/machine.ts';"],
    ['test/lambdas/good.test.ts', "import { x } from '../../lambdas/handlers/numbers.ts';"],
  ])('%s, example %#', (file, text) => {
    expect(broken(file, text)).toEqual([]);
  });
});
