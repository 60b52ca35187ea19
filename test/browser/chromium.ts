import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
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

/**
 * A fresh headless Chromium that nothing looks into: with a debugger attached it does not use what it rendered ahead. The page has to tell by
 * itself what happens. The caller kills it, and deletes the folder.
 */
export function openUnwatched(address: string): { browser: ChildProcess; folder: string } {
  const { executablePath, env } = findChromium();
  const folder = mkdtempSync(path.join(tmpdir(), 'leaseline-chromium-'));
  const options = [...flags, '--headless', `--user-data-dir=${folder}`, '--remote-debugging-port=0', address];
  const browser = spawn(executablePath, options, { env: { ...process.env, ...env }, stdio: 'ignore' });
  return { browser, folder };
}

/** `CHROME_PATH` (`npm` for the one from npm), else Debian's, else the one from npm. */
function findChromium(): Executable {
  const given = process.env.CHROME_PATH ?? '/usr/bin/chromium';
  return given !== 'npm' && existsSync(given) ? { executablePath: given, env: {} } : chromiumFromNpm();
}
