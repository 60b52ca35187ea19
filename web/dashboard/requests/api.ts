import * as z from 'zod/mini';
import { problemAnswer } from '../../../lambdas/api/problem-answer.ts';
import { parseJson } from '../../fields.ts';
import { shownAnswer } from '../format/shown-text.ts';

/** Reads one answer of the management API; rejects with an `ApiError`. */
export type Get = (path: string) => Promise<unknown>;

/** The management API with the key of whoever signed in. All of it rejects with an `ApiError`. */
export interface Api {
  readonly get: Get;
  readonly post: (path: string, body?: unknown) => Promise<unknown>;
  /** A part of a file, and the path of the next part, if there is one. */
  readonly filePart: (path: string) => Promise<{ readonly content: Blob; readonly next: string | undefined }>;
}

/** Why a request gave nothing, in words for the person in front of the screen. */
export class ApiError extends Error {
  /** 0: there was no answer. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** Whether the same question will get the same answer: it was understood, and refused for what it asks. */
export function isFinal(error: Error): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && ![408, 429].includes(error.status);
}

/** The gateway before the API gives up after 30 s. */
const answerMs = 30_000;

/** `key` is an API key; what its role may not do is refused. `onUnknownKey` hears why a key is of no use any more. */
export function apiWith(key: string, onUnknownKey: (why: string) => void = () => undefined): Api {
  const ask = async (path: string, request: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${key}`);
    const response = await fetch(path, {
      ...request,
      headers,
      signal: AbortSignal.timeout(answerMs),
    }).catch(() => undefined);
    if (response === undefined) throw new ApiError(0, 'The API cannot be reached.');
    if (response.ok) return response;
    const error = new ApiError(
      response.status,
      inWords(response.status, shownAnswer(parseJson(await textOf(response)))),
    );
    if (error.status === 401) onUnknownKey(error.message);
    throw error;
  };
  return {
    get: async (path) => shownAnswer(parseJson(await textOf(await ask(path)))),
    post: async (path, body) => {
      const request: RequestInit = { method: 'POST', headers: { 'content-type': 'application/json' } };
      if (body !== undefined) request.body = JSON.stringify(body);
      return parseJson(await textOf(await ask(path, request)));
    },
    filePart: async (path) => {
      const response = await ask(path);
      const content = await response.blob().catch(() => undefined);
      if (content === undefined) throw new ApiError(0, 'The API ended its answer in the middle.');
      return { content, next: nextOf(response.headers.get('link') ?? '') };
    },
  };
}

/** The path of the next part in a `Link` header (RFC 8288). The key goes along, so it is one of this API. */
function nextOf(link: string): string | undefined {
  return /<(\/v1\/[^>]*)>; *rel="next"/.exec(link)?.[1];
}

function textOf(response: Response): Promise<string> {
  return response.text().catch(() => '');
}

/** What is read of a refusal. */
const problem = z.pick(problemAnswer, { detail: true, errors: true });

function inWords(status: number, answer: unknown): string {
  if (status === 401) return 'This API key is not known, or it has expired.';
  if (status === 403) return 'This API key may not see or do this.';
  if (status >= 500) return 'The API could not answer. Its logs say why.';
  const known = problem.safeParse(answer);
  if (!known.success) return `The API refused the question: ${status}.`;
  const { detail, errors = [] } = known.data;
  const fields = errors.map((error) => [error.field, error.detail].filter(Boolean).join(' '));
  return `The API refused the question: ${fields.length > 0 ? fields.join('; ') : detail}.`;
}
