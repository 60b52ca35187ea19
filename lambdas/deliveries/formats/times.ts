/*
 * Times in ms as receivers write them. They come from calls and reports: all are within what a date can hold.
 */

/** `2026-11-20T14:03:22.000Z`: RFC 3339 in UTC. */
export function rfc3339(ms: number): string {
  return new Date(ms).toISOString();
}

/** `2026-11-20T14:03:22Z`: the same to the second, cut and not rounded: nothing comes about later than it did. */
export function rfc3339Seconds(ms: number): string {
  return rfc3339(ms).replace(/\.\d{3}Z$/, 'Z');
}

/** `2026-11-20 14:03:22+00:00`: with a space, as the Google Ads API has it. */
export function spacedSeconds(ms: number): string {
  return rfc3339Seconds(ms).replace('T', ' ').replace(/Z$/, '+00:00');
}

/** Whole seconds since 1970. */
export function unixSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}

/** Since 1970; exact as a number until the year 2255. */
export function unixMicroseconds(ms: number): number {
  return ms * 1000;
}

/** Since 1970, as we keep it. */
export function unixMilliseconds(ms: number): number {
  return ms;
}
