import type { Api } from '../requests/api.ts';

/** Reads a file part by part and puts it together. `onPart` hears how many bytes there are so far. */
export async function wholeFile(api: Api, path: string, onPart: (bytes: number) => void): Promise<Blob> {
  const parts: Blob[] = [];
  let bytes = 0;
  for (let next: string | undefined = path; next !== undefined; ) {
    const part = await api.filePart(next);
    parts.push(part.content);
    bytes += part.content.size;
    onPart(bytes);
    next = part.next;
  }
  return new Blob(parts, { type: 'text/csv' });
}
