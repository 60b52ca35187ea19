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

/**
 * What a receiver says in its own words, cut short. What might be a token, a hash, an address or a number of a person is left out:
 * receivers repeat what they were sent.
 */
export function quoted(text: string): string {
  return text
    .slice(0, 2000)
    .replace(/\S*@\S*|\+?\d[\d\s().-]{5,}\d|[\w%+/=|~.-]{24,}/g, '…')
    .slice(0, 300)
    .trim();
}
