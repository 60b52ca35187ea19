import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { chromiumFromNpm, type Executable } from './chromium-from-npm.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A fresh headless Chromium without any user data. The caller closes it. */
export function launchChromium(): Promise<Browser> {
  const { executablePath, env } = findChromium();
  return chromium.launch({ executablePath, args: flags, env: { ...process.env, ...env } as Record<string, string> });
}

/** `CHROME_PATH` (`npm` for the one from npm), else Debian's, else the one from npm. */
function findChromium(): Executable {
  const given = process.env.CHROME_PATH ?? '/usr/bin/chromium';
  return given !== 'npm' && existsSync(given) ? { executablePath: given, env: {} } : chromiumFromNpm();
}
