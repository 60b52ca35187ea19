import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../error-code.ts';
import { contentType } from '../services/storage/content-type.ts';
import { type EdgeRequest, type EdgeResponse, redirect, textResponse } from './exchange.ts';

/** Serves files of a folder under a prefix like `/demo/`, straight from the source; a folder shows its `index.html`. */
export async function serveFolder(folder: string, prefix: string, request: EdgeRequest): Promise<EdgeResponse> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return textResponse(405, 'Files can only be read.');
  const name = decode(request.path.slice(prefix.length));
  const file = path.join(folder, name === '' || name.endsWith('/') ? `${name}index.html` : name);
  if (name.includes('\0') || !file.startsWith(folder + path.sep)) return textResponse(404, 'There is no such page.');
  try {
    const headers = new Headers({ 'content-type': contentType(file), 'cache-control': 'no-cache' });
    return { status: 200, headers, body: await readFile(file) };
  } catch (error) {
    return errorCode(error) === 'EISDIR' ? redirect(`${request.path}/`) : textResponse(404, 'There is no such page.');
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '\0';
  }
}
