import { field, parseJson, textField } from '../fields.ts';

/** Reads one call of the management API; rejects with an `ApiError`. */
export type Get = (path: string) => Promise<unknown>;

/** The management API with the key of whoever signed in. All calls reject with an `ApiError`. */
export interface Api {
  readonly get: Get;
  readonly post: (path: string, body?: unknown) => Promise<unknown>;
  /** An answer that is not JSON, to be saved as a file, and what the API has to say about it. */
  readonly file: (path: string) => Promise<{ readonly content: Blob; readonly note: string | undefined }>;
}

/** Why a call gave nothing, in words for the person in front of the screen. */
export class ApiError extends Error {
  /** 0: there was no answer. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** `key` is an API key; what its role may not do is refused. `onUnknownKey` hears why a key is of no use any more. */
export function apiWith(key: string, onUnknownKey: (why: string) => void = () => undefined): Api {
  const ask = async (path: string, request: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${key}`);
    const response = await fetch(path, {
      ...request,
      headers,
      signal: AbortSignal.timeout(15_000),
    }).catch(() => undefined);
    if (response === undefined) throw new ApiError(0, 'The API cannot be reached.');
    if (response.ok) return response;
    const error = new ApiError(response.status, inWords(response.status, parseJson(await textOf(response))));
    if (error.status === 401) onUnknownKey(error.message);
    throw error;
  };
  return {
    get: async (path) => parseJson(await textOf(await ask(path))),
    post: async (path, body) => {
      const request: RequestInit = { method: 'POST', headers: { 'content-type': 'application/json' } };
      if (body !== undefined) request.body = JSON.stringify(body);
      return parseJson(await textOf(await ask(path, request)));
    },
    file: async (path) => {
      const response = await ask(path);
      return { content: await response.blob(), note: response.headers.get('leaseline-note') ?? undefined };
    },
  };
}

function textOf(response: Response): Promise<string> {
  return response.text().catch(() => '');
}

function inWords(status: number, problem: unknown): string {
  if (status === 401) return 'This API key is not known, or it has expired.';
  if (status === 403) return 'This API key may not see or do this.';
  if (status >= 500) return 'The API could not answer. Its logs say why.';
  const errors = field(problem, 'errors');
  const fields = Array.isArray(errors)
    ? errors.map((error) => [textField(error, 'field'), textField(error, 'detail')].filter(Boolean).join(' '))
    : [];
  const why = fields.length > 0 ? fields.join('; ') : (textField(problem, 'detail') ?? status);
  return `The API refused the question: ${why}.`;
}
