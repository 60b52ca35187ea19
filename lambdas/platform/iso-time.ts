/** No calendar goes further, ms on either side of 1970. */
const furthest = 8.64e15;

/** A time (ms since 1970) as the API tells it. One that no calendar has, as a newer version may have stored it, is told as the last that it has. */
export function isoTime(time: number): string {
  return new Date(Math.min(Math.max(time, -furthest), furthest)).toISOString();
}
