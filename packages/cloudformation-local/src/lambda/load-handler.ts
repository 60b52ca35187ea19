import { existsSync, realpathSync } from 'node:fs';
import { createRequire, isBuiltin, registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { errorCode } from '../error-code.ts';

export type Handler = (event: unknown, context: unknown) => unknown;

/** Named as Lambda's runtime names it, which becomes the `errorType`. */
class LoadError extends Error {
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

/**
 * Loads the exported handler of a bundle as Lambda does: `index.js` is CommonJS whatever the project around `cdk.out` says, and
 * nothing outside the bundle's folder can be loaded, so that a package that was not bundled is missed here and not only in the cloud.
 */
export async function loadHandler(codeDirectory: string, handler: string): Promise<Handler> {
  const root = realpathSync(codeDirectory);
  const [fileName = '', exportName = ''] = handler.split('.');
  const file = ['.js', '.mjs', '.cjs'].map((end) => path.join(root, fileName + end)).find(existsSync);
  if (file === undefined) {
    throw new LoadError('Runtime.ImportModuleError', `Error: Cannot find module '${fileName}'`);
  }
  isolate(root);
  const loaded = await load(file);
  const found: unknown = typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, exportName) : undefined;
  if (!isHandler(found)) {
    throw new LoadError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  }
  return found;
}

async function load(file: string): Promise<unknown> {
  try {
    return file.endsWith('.mjs') ? await import(pathToFileURL(file).href) : createRequire(file)(file);
  } catch (cause) {
    const isMissing = errorCode(cause) === 'MODULE_NOT_FOUND';
    throw isMissing ? new LoadError('Runtime.ImportModuleError', String(cause), { cause }) : cause;
  }
}

function isolate(root: string): void {
  const inside = (url: string) => url.startsWith('file:') && fileURLToPath(url).startsWith(root + path.sep);
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      if (isBuiltin(found.url) || inside(found.url)) return found;
      throw new LoadError('Runtime.ImportModuleError', `Error: Cannot find module '${specifier}'`);
    },
    load(url, context, next) {
      return next(url, inside(url) && url.endsWith('.js') ? { ...context, format: 'commonjs' } : context);
    },
  });
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}
