import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * The embedded DynamoDB for this platform (`@dynoxide/linux-x64`, `@dynoxide/darwin-arm64` ...): the path of its program, or
 * undefined where no such package is installed.
 */
export function dynamoDBProgram(): string | undefined {
  const { platform, arch } = process;
  try {
    const manifest = createRequire(import.meta.url).resolve(`@dynoxide/${platform}-${arch}/package.json`);
    return path.join(path.dirname(manifest), platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
  } catch {
    return undefined;
  }
}
