import { type EdgeResponse, jsonResponse } from './exchange.ts';

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  507: 'Insufficient Storage',
};

export interface FieldError {
  /** Path of the field, like `pools[0].name`; empty for the whole body. */
  readonly field: string;
  readonly detail: string;
}

/** A problem document (RFC 9457), as the API answers them. */
export function problemResponse(status: number, detail: string, errors: readonly FieldError[] = []): EdgeResponse {
  const title = titles[status] ?? 'Error';
  const problem = { type: 'about:blank', title, status, detail, ...(errors.length > 0 && { errors }) };
  return jsonResponse(status, problem, 'application/problem+json');
}
