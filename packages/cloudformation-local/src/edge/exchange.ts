/** A request as a browser sent it to the edge. */
export interface EdgeRequest {
  readonly method: string;
  /** As sent: percent-encoded, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly headers: Headers;
  readonly body: Buffer;
  readonly viewer: { readonly address: string; readonly port: number };
}

export interface EdgeResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer | string;
}

/** Paths that something answers itself; undefined for all others. */
export type Routes = (request: EdgeRequest) => Promise<EdgeResponse | undefined> | EdgeResponse | undefined;

export function jsonResponse(status: number, content: unknown, type = 'application/json'): EdgeResponse {
  return { status, headers: new Headers({ 'content-type': type }), body: JSON.stringify(content) };
}

export function redirect(location: string): EdgeResponse {
  return { status: 302, headers: new Headers({ location }), body: '' };
}

/** An answer of the edge itself, for people. */
export function textResponse(status: number, text: string): EdgeResponse {
  return { status, headers: new Headers({ 'content-type': 'text/plain; charset=utf-8' }), body: `${text}\n` };
}
