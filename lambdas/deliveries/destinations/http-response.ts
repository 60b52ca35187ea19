import type { HttpResponse } from './destination.ts';

/** The seconds that an answer asks us to wait; undefined when it does not say. */
export function retryAfter({ headers }: HttpResponse): number | undefined {
  const value = headers['retry-after']?.trim();
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const [until, sent] = [Date.parse(value), Date.parse(headers.date ?? '')];
  // Only the difference to the server's own clock counts.
  return Number.isNaN(until) || Number.isNaN(sent) ? undefined : Math.max(0, Math.ceil((until - sent) / 1000));
}

/** 2xx. */
export function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status < 300;
}

/** 3xx: never followed. */
export function isRedirect({ status }: HttpResponse): boolean {
  return status >= 300 && status < 400;
}

/** The answer's body as JSON; undefined when it is none. */
export function jsonOf({ body }: Pick<HttpResponse, 'body'>): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
