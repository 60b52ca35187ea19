import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from 'cloudformation-local';

/**
 * The secret of the demo's webhook, made once for a data folder. The inbox shows it, so that people can verify what arrives;
 * only the folder's owner can read its file.
 */
export function demoSigningSecret(dataDirectory: string): string {
  const file = path.join(dataDirectory, 'demo-webhook-secret');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
