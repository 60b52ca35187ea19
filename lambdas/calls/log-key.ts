/** Where a call stands in the log, the same for all sites: by its start (ms), then by its id. */
export function logKeyOf({ startedAt, id }: { readonly startedAt: number; readonly id: string }): string {
  return `${String(startedAt).padStart(13, '0')}#${id}`;
}

/** No key begins with a later time, ms: the year 2286. */
const lastTime = 10 ** 13 - 1;

/** Before the keys of all calls that started at a time (ms) or later, and after all others: whatever time is asked for. */
export function logPlaceOf(time: number): string {
  return logKeyOf({ startedAt: Math.min(Math.max(time, 0), lastTime), id: '' });
}

/** What such a key looks like. */
export const logKeyForm = /^\d{13}#\S{1,300}$/;
