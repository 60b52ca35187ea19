import { parseJson, textField } from '../fields.ts';

/** Reads one call of the management API; rejects with an `ApiError`. */
export type Get = (path: string) => Promise<unknown>;

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

/** `key` is an API key of any role that may read pools. */
export function getWith(key: string): Get {
  return async (path) => {
    const response = await fetch(path, {
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(15_000),
    }).catch(() => undefined);
    if (response === undefined) throw new ApiError(0, 'The API cannot be reached.');
    const body = parseJson(await response.text().catch(() => ''));
    if (response.ok) return body;
    throw new ApiError(response.status, inWords(response.status, textField(body, 'detail')));
  };
}

function inWords(status: number, detail: string | undefined): string {
  if (status === 401) return 'This API key is not known, or it has expired.';
  if (status === 403) return 'This API key may not read pools and visits.';
  if (status >= 500) return 'The API could not answer. Its logs say why.';
  return `The API refused the question: ${detail ?? status}.`;
}
