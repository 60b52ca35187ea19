import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const modules = path.join(import.meta.dirname, '../../node_modules');
const packageFolder = path.join(modules, '@sparticuz/chromium');

/** An executable and what its environment must say for it to find its libraries and fonts. */
export interface Executable {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

/**
 * The Chromium of `@sparticuz/chromium`, unpacked once with the libraries and fonts that a bare machine lacks. It gets
 * to its place only when it is complete, so test files that run at the same time never meet half a browser.
 */
export function chromiumFromNpm(): Executable {
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const folder = path.join(modules, '.cache', `chromium-${version}-with-fonts`);
  if (!existsSync(folder)) unpackTo(folder);
  return {
    executablePath: path.join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'), FONTCONFIG_PATH: folder, XDG_CACHE_HOME: folder },
  };
}

function unpackTo(folder: string): void {
  mkdirSync(path.dirname(folder), { recursive: true });
  const staging = mkdtempSync(`${folder}-`);
  // The package is an ES module, which Jest does not load, and unpacks its libraries only where it believes to be in Lambda.
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: modules,
    env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  });
  const fonts = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts/fonts</dir><cachedir prefix="xdg">fonts-cache</cachedir></fontconfig>`;
  writeFileSync(path.join(staging, 'fonts.conf'), fonts);
  try {
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
