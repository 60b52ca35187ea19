import type { HttpResponse } from './destination.ts';

/** The answer's body as JSON; undefined when it is none. */
export function jsonOf({ body }: Pick<HttpResponse, 'body'>): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
