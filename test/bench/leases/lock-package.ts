import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with the benchmark's own `package.json`: what only it needs is not among the project's dependencies. */
const folder = path.dirname(fileURLToPath(import.meta.url));
const fromHere = createRequire(import.meta.url);

/** The file of the npm package `dynamodb-lock-client`; undefined as long as it is not installed. */
export function lockPackageFile(): string | undefined {
  try {
    return fromHere.resolve('dynamodb-lock-client');
  } catch {
    return undefined;
  }
}

/** Installs the package if it is missing, by `npm ci` in the benchmark's folder. False: that failed, and `say` was told. */
export function installLockPackage(say: (text: string) => void): boolean {
  if (lockPackageFile() !== undefined) return true;
  say(`Installing the rival: npm ci --prefix ${path.relative(process.cwd(), folder)}`);
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status === 0 && lockPackageFile() !== undefined;
}
