import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');
const packageFile = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; resolved?: string }>;
};

test('what functions import is a dependency, and no tool of development', () => {
  const imported = new Set(
    globSync('lambdas/**/*.ts', { cwd: root }).flatMap((file) =>
      [...readFileSync(path.join(root, file), 'utf8').matchAll(/ from '((?:@[^/']+\/)?[^./'][^/']*)/g)].map(
        ([, name]) => name!,
      ),
    ),
  );
  const known = new Set([...Object.keys(packageFile.dependencies), 'aws-lambda']);
  const missing = [...imported].filter((name) => !name.startsWith('node:') && !known.has(name));
  expect(imported.size).toBeGreaterThan(5);
  expect(missing).toEqual([]);
});

/** Not every client is published with every version; this one is for commands alone, and the newest that there was. */
const published = { '@aws-sdk/client-connect': '3.1136.0' };

test('all clients of the AWS SDK have one exact version, and each package of it is there once', () => {
  const named = Object.entries({ ...packageFile.dependencies, ...packageFile.devDependencies });
  expect(packageFile.devDependencies).toMatchObject(published);
  const clients = named.filter(([name]) => /^@aws-sdk\/(client|lib)-/.test(name) && !(name in published));
  expect(clients.length).toBeGreaterThan(5);
  expect(new Set(clients.map(([, version]) => version)).size).toBe(1);
  expect(clients[0]![1]).toMatch(/^\d+\.\d+\.\d+$/);
  const nested = Object.keys(lock.packages).filter((place) =>
    /node_modules\/.*node_modules\/@(aws-sdk|smithy)\//.test(place),
  );
  expect(nested).toEqual([]);
});

test('the lock files name no registry', () => {
  for (const file of ['package-lock.json', 'test/bench/leases/package-lock.json']) {
    expect(readFileSync(path.join(root, file), 'utf8')).not.toContain('"resolved": "http');
  }
});
